"""Statements on after-sale cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from station.store.prepared import prepared
from station.store.schema.orders import orders
from station.store.schema.packing import pack_sessions
from station.store.schema.returns import after_sales

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

OPEN, AGREED, APPLIED, CLOSED = "open", "agreed", "applied", "closed"


@prepared
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
    if row.decided_by and row.platform_type == values.get("platform_type") and values.get("status") == OPEN:
        for name in ("intent", "status") if row.status == CLOSED else ("intent",):
            changes.pop(name, None)  # a person's word stands until the platform changes its own
    if not changes:
        return False
    tx.execute(update(after_sales).where(*same).values(**changes, changed_at=tx.now))
    return True


def case(tx: Tx, order_id: str, case_no: str) -> Row[Any] | None:
    """Return one case of an order."""
    same = (after_sales.c.order_id == order_id, after_sales.c.case_no == case_no)
    return tx.execute(select(after_sales).where(*same)).first()


def set_case(tx: Tx, order_id: str, case_no: str, **values: Any) -> None:
    """Change columns of a case."""
    same = (after_sales.c.order_id == order_id, after_sales.c.case_no == case_no)
    tx.execute(update(after_sales).where(*same).values(**values, changed_at=tx.now))


def waiting(tx: Tx, *, intents: Iterable[str], limit: int) -> list[Row[Any]]:
    """Return live cases with these answers, oldest first, each with its order's short code and number."""
    named = orders.c.short_code, orders.c.number, orders.c.state
    same = (after_sales.c.intent.in_(list(intents)), after_sales.c.status.in_([OPEN, AGREED]))
    query = select(after_sales, *named).join(orders, orders.c.order_id == after_sales.c.order_id).where(*same)
    return list(tx.execute(query.order_by(after_sales.c.changed_at, after_sales.c.case_no).limit(limit)))


def between(tx: Tx, start: datetime, end: datetime) -> list[Row[Any]]:
    """Return the cases that changed in this time."""
    return list(
        tx.execute(select(after_sales).where(after_sales.c.changed_at >= start, after_sales.c.changed_at < end))
    )


def history(tx: Tx, limit: int) -> list[Row[Any]]:
    """Return the latest cases that have a text."""
    found = tx.execute(select(after_sales).order_by(after_sales.c.changed_at.desc()).limit(limit))
    return [row for row in found if row.text]


def exchanged_by(tx: Tx, exchange_order_id: str, *, original: str) -> Row[Any] | None:
    """Return the case that made this exchange order."""
    return tx.execute(
        select(after_sales).where(
            after_sales.c.order_id == original, after_sales.c.exchange_order_id == exchange_order_id
        )
    ).first()


def exchanges_packed(tx: Tx, start: datetime, end: datetime) -> list[Row[Any]]:
    """Return the exchange orders sealed in this time, with how often a scan was stopped on each."""
    named = orders.c.order_id, orders.c.exchange_of, orders.c.packed_at, pack_sessions.c.stopped
    query = select(*named).join(pack_sessions, pack_sessions.c.order_id == orders.c.order_id)
    within = orders.c.packed_at >= start, orders.c.packed_at < end
    return list(tx.execute(query.where(orders.c.exchange_of.is_not(None), *within)))


def decided_between(tx: Tx, start: datetime, end: datetime) -> list[Row[Any]]:
    """Return who decided or arranged a case, and when."""
    named = after_sales.c.decided_by, after_sales.c.decided_at, after_sales.c.exchange_order_id
    within = after_sales.c.decided_at >= start, after_sales.c.decided_at < end
    return list(tx.execute(select(*named).where(*within)))
