"""Statements on orders that stand still and on facts that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from station.store.schema.orders import holds, orders
from station.store.schema.prints import print_jobs
from station.store.schema.work import tickets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def standing(tx: Tx, state: str, *, before: datetime, limit: int) -> list[Row[Any]]:
    """Return orders that are in the state since before a time; received ones only when they are paid."""
    query = (
        select(orders.c.order_id, orders.c.short_code, orders.c.state_at)
        .where(orders.c.state == state, orders.c.state_at <= before)
        .order_by(orders.c.state_at)
        .limit(limit)
    )
    return list(tx.execute(query.where(orders.c.channel_status == "paid") if state == "received" else query))


def tickets_of_moved(tx: Tx, states: Mapping[str, str]) -> list[str]:
    """Return open tickets (marked in ``sku``) whose order is no longer in the state of their mark."""
    found = tx.execute(
        select(tickets.c.ticket_id, tickets.c.sku, orders.c.state)
        .join(orders, orders.c.order_id == tickets.c.order_id)
        .where(tickets.c.state == "open", tickets.c.sku.in_(sorted(states)))
    )
    return [row.ticket_id for row in found if row.state != states[row.sku]]


def label_without_stock(tx: Tx, *, since: datetime) -> list[Row[Any]]:
    """Return orders whose label is out although their stock is not locked."""
    return _some(tx, orders.c.state.in_(["received", "reviewed"]), orders.c.label_printed_at >= since)


def label_not_picked(tx: Tx, *, since: datetime) -> list[Row[Any]]:
    """Return orders whose waybill is on paper although nobody fetched their goods or opened them at a bench."""
    on_paper = (
        select(print_jobs.c.order_id)
        .where(print_jobs.c.order_id == orders.c.order_id, print_jobs.c.kind == "waybill")
        .where(print_jobs.c.state.in_(["SENT", "CONFIRMED", "UNKNOWN"]), print_jobs.c.changed_at >= since)
        .exists()
    )
    unpicked = and_(orders.c.state == "allocated", orders.c.packed_at.is_(None))
    return _some(tx, unpicked, or_(orders.c.label_printed_at >= since, on_paper))


def shipped_under_hold(tx: Tx, *, since: datetime) -> list[Row[Any]]:
    """Return orders that left while a hold of them is open."""
    held = select(holds.c.order_id).where(holds.c.order_id == orders.c.order_id, holds.c.closed_at.is_(None)).exists()
    return _some(tx, orders.c.state == "shipped", orders.c.shipped_at >= since, held)


def shipped_without_waybill(tx: Tx, *, since: datetime) -> list[Row[Any]]:
    """Return orders that are said to have left and have no waybill number."""
    none = or_(orders.c.waybill_no.is_(None), orders.c.waybill_no == "")
    return _some(tx, orders.c.state == "shipped", orders.c.shipped_at >= since, none)


def packed_then_cancelled(tx: Tx, *, since: datetime) -> list[Row[Any]]:
    """Return orders that were packed and cancelled and have not left: the parcel stands somewhere."""
    gone = and_(orders.c.state == "cancelled", orders.c.shipped_at.is_(None))
    return _some(tx, gone, orders.c.packed_at >= since)


def _some(tx: Tx, *facts: Any) -> list[Row[Any]]:
    query = select(orders.c.order_id, orders.c.short_code, orders.c.state, orders.c.state_at).where(*facts)
    return list(tx.execute(query.order_by(orders.c.state_at).limit(500)))
