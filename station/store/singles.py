"""Orders that are one piece of one SKU: a packer scans the piece, the next order that waits for it opens.

``orders.single_sku`` names the SKU of such an order, written with its lines; a small index holds only those that wait
at their place in the queue: promised soonest first, then accepted first. Called by ``station/packing/session.py``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Select, Update, bindparam, case, func, select, text, update

from station.store.schema.orders import SINGLES, holds, order_lines, orders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station.store.engine import Tx


def waiting(tx: Tx, sku: str, *, most: int) -> Iterator[str]:
    """Give the ids of the orders that wait for one piece, the most urgent first, none that is on hold."""
    for promised in (True, False):
        rows = tx.execute(_waiting(promised=promised), {"sku": sku, "most": most}).fetchall()
        yield from (row.order_id for row in rows)


def take(tx: Tx, order_id: str) -> bool:
    """Hold the row until the transaction ends; ``False`` when another bench holds it now. SQLite has one writer."""
    if tx.conn.dialect.name == "sqlite":
        return True
    return tx.execute(_take(), {"id": order_id}).first() is not None


def mark(tx: Tx, order_id: str) -> None:
    """Write anew which SKU the order is one piece of, after its lines changed."""
    tx.execute(_mark(), {"id": order_id})


def single_sku(lines: Sequence[Any]) -> str | None:
    """Return the SKU an order of these lines is one piece of, ``None`` for every other order."""
    return str(lines[0].sku) if len(lines) == 1 and lines[0].qty == 1 and lines[0].sku else None


@cache
def _waiting(*, promised: bool) -> Select[Any]:
    held = select(holds.c.order_id).where(holds.c.order_id == orders.c.order_id, holds.c.closed_at.is_(None)).exists()
    return (
        select(orders.c.order_id)
        .where(
            orders.c.single_sku == bindparam("sku"),
            text(SINGLES),
            orders.c.ship_by.is_not(None) if promised else orders.c.ship_by.is_(None),
            ~held,
        )
        .order_by(orders.c.ship_by, orders.c.accepted_at)
        .limit(bindparam("most", type_=Integer))
    )


@cache
def _take() -> Select[Any]:
    one = select(orders.c.order_id).where(orders.c.order_id == bindparam("id"))
    return one.with_for_update(key_share=True, skip_locked=True)


@cache
def _mark() -> Update:
    only = case(((func.count() == 1) & (func.max(order_lines.c.qty) == 1), func.max(order_lines.c.sku)))
    found = select(only).where(order_lines.c.order_id == orders.c.order_id).scalar_subquery()
    return (
        update(orders)
        .where(orders.c.order_id == bindparam("id", type_=orders.c.order_id.type))
        .values(single_sku=found)
    )
