"""Statements on goods that come back and on sealed parcels that must be fetched out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from station.store.prepared import prepared
from station.store.schema.orders import orders
from station.store.schema.returns import recalls, return_parcels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

EXPECTED, RECEIVED, INSPECTED, STOCKED, CLOSED = "expected", "received", "inspected", "stocked", "closed"


def of_order(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return the return parcels of an order."""
    same = return_parcels.c.order_id == order_id
    return list(tx.execute(select(return_parcels).where(same).order_by(return_parcels.c.parcel_no)))


def add(tx: Tx, order_id: str, **values: Any) -> int:
    """Expect one item back and return its number within the order."""
    number = _next(tx, order_id, return_parcels.c.parcel_no)
    tx.execute(insert(return_parcels), {"order_id": order_id, "parcel_no": number, "expected_at": tx.now, **values})
    return number


def move(tx: Tx, order_id: str, parcel_no: int, before: Iterable[str], after: str, **values: Any) -> bool:
    """Bring a return parcel into another state; ``False`` when it was in none of those before."""
    same = (return_parcels.c.order_id == order_id, return_parcels.c.parcel_no == parcel_no)
    changed = tx.execute(
        update(return_parcels).where(*same, return_parcels.c.state.in_(list(before))).values(state=after, **values)
    )
    return changed.rowcount == 1


def on_the_way(tx: Tx, *, states: Iterable[str], limit: int) -> list[Row[Any]]:
    """Return parcels in these states, oldest first, with their order's short code."""
    query = select(return_parcels, orders.c.short_code, orders.c.number)
    query = query.join(orders, orders.c.order_id == return_parcels.c.order_id)
    query = query.where(return_parcels.c.state.in_(list(states)))
    return list(tx.execute(query.order_by(return_parcels.c.expected_at, return_parcels.c.parcel_no).limit(limit)))


def open_recall(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return the recall of an order that nobody has closed."""
    return tx.execute(_open_recall(), {"id": order_id}).first()


@prepared
def _open_recall() -> Select[Any]:
    return select(recalls).where(recalls.c.order_id == bindparam("id"), recalls.c.closed_at.is_(None))


def add_recall(tx: Tx, order_id: str, *, reason: str) -> None:
    """Put a sealed parcel on the recall list."""
    values = {"recall_no": _next(tx, order_id, recalls.c.recall_no), "reason": reason, "opened_at": tx.now}
    tx.execute(insert(recalls), {"order_id": order_id, **values})


def close_recall(tx: Tx, order_id: str, *, by: str, outcome: str) -> bool:
    """Take an order off the recall list; ``False`` when it was not on it."""
    changed = tx.execute(
        update(recalls)
        .where(recalls.c.order_id == order_id, recalls.c.closed_at.is_(None))
        .values(closed_at=tx.now, closed_by=by, outcome=outcome)
    )
    return changed.rowcount == 1


def recall_list(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return the open recalls, oldest first, with what finds the parcel."""
    named = orders.c.short_code, orders.c.number, orders.c.waybill_no, orders.c.carrier, orders.c.packed_at
    query = select(recalls, *named).join(orders, orders.c.order_id == recalls.c.order_id)
    return list(tx.execute(query.where(recalls.c.closed_at.is_(None)).order_by(recalls.c.opened_at).limit(limit)))


def _next(tx: Tx, order_id: str, column: Any) -> int:
    highest = tx.execute(select(func.max(column)).where(column.table.c.order_id == order_id)).scalar()
    return (highest or 0) + 1
