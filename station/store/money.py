"""What orders cost and were paid, for reconciliation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, union_all

from station.store.schema.orders import channel_refs, orders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx

_PART = 500


def paid_between(tx: Tx, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return the orders paid (deposits: made) in the period, oldest first; exchanges cost nothing and are left out."""
    at = func.coalesce(orders.c.paid_at, orders.c.created_at)
    return list(
        tx.execute(
            select(
                orders.c.order_id,
                orders.c.short_code,
                orders.c.paid_at,
                orders.c.received_fen,
                orders.c.fee_fen,
                orders.c.deposit_fen,
                orders.c.channel_status,
                orders.c.state,
            )
            .where(at >= since, at < until, orders.c.exchange_of.is_(None), orders.c.channel_status != "unpaid")
            .order_by(at, orders.c.order_id)
        )
    )


def numbers_of(tx: Tx, order_ids: Sequence[str]) -> list[Row[Any]]:
    """Return ``order_id``, ``channel`` and ``number`` of every channel's number of these orders, own ones first."""
    found: list[Row[Any]] = []
    for start in range(0, len(order_ids), _PART):
        part = order_ids[start : start + _PART]
        own = select(orders.c.order_id, orders.c.channel, orders.c.number).where(orders.c.order_id.in_(part))
        linked = select(channel_refs.c.order_id, channel_refs.c.channel, channel_refs.c.number).where(
            channel_refs.c.order_id.in_(part)
        )
        found += tx.execute(union_all(own, linked))
    return found
