"""What orders cost and were paid, for reconciliation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from station.store.schema.orders import channel_refs, orders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

_PART = 500


def paid_between(tx: Tx, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return the orders paid (deposits: made) in the period, oldest first; exchanges cost nothing and are left out."""
    at = func.coalesce(orders.c.paid_at, orders.c.created_at)
    paid = (at >= since, at < until, orders.c.exchange_of.is_(None), orders.c.channel_status != "unpaid")
    return list(tx.execute(_money().where(*paid).order_by(at, orders.c.order_id)))


def of_orders(tx: Tx, order_ids: Sequence[str]) -> list[Row[Any]]:
    """Return the same of these orders, paid or not."""
    return list(tx.execute(_money().where(orders.c.order_id.in_(order_ids)).order_by(orders.c.order_id)))


def _money() -> Select[Any]:
    names = ("order_id", "short_code", "paid_at", "received_fen", "fee_fen", "deposit_fen", "channel_status", "state")
    return select(*(orders.c[name] for name in names))


def numbers_of(tx: Tx, order_ids: Sequence[str]) -> list[Row[Any]]:
    """Return ``order_id``, ``channel`` and ``number`` of every channel's number of these orders, own ones first."""
    found: list[Row[Any]] = []
    for start in range(0, len(order_ids), _PART):
        part = order_ids[start : start + _PART]
        own = select(orders.c.order_id, orders.c.channel, orders.c.number).where(orders.c.order_id.in_(part))
        linked = select(channel_refs.c.order_id, channel_refs.c.channel, channel_refs.c.number)
        linked = linked.where(channel_refs.c.order_id.in_(part)).order_by(channel_refs.c.number)
        found += [*tx.execute(own), *tx.execute(linked)]
    return found
