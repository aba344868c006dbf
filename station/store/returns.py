"""Statements on after-sale cases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from station.store.schema.returns import after_sales

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

OPEN, AGREED, APPLIED, CLOSED = "open", "agreed", "applied", "closed"


@cache
def _cases() -> Select[Any]:
    return (
        select(after_sales)
        .where(after_sales.c.order_id == bindparam("id"))
        .order_by(after_sales.c.changed_at.desc(), after_sales.c.case_no)
    )


def cases(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return the cases of an order, latest first."""
    return list(tx.execute(_cases(), {"id": order_id}))


def put_case(tx: Tx, order_id: str, case_no: str, *, values: Mapping[str, Any]) -> bool:
    """Insert or change a case; ``False`` when nothing changed. An applied case keeps its status."""
    same = (after_sales.c.order_id == order_id, after_sales.c.case_no == case_no)
    row = tx.execute(select(after_sales).where(*same)).first()
    if row is None:
        tx.execute(insert(after_sales), {"order_id": order_id, "case_no": case_no, **values, "changed_at": tx.now})
        return True
    changes = {name: value for name, value in values.items() if getattr(row, name) != value}
    if row.status == APPLIED and changes.get("status") in {OPEN, AGREED}:
        del changes["status"]
    if not changes:
        return False
    tx.execute(update(after_sales).where(*same).values(**changes, changed_at=tx.now))
    return True


def exchanged_by(tx: Tx, exchange_order_id: str, *, original: str) -> Row[Any] | None:
    """Return the case that made this exchange order."""
    return tx.execute(
        select(after_sales).where(
            after_sales.c.order_id == original, after_sales.c.exchange_order_id == exchange_order_id
        )
    ).first()
