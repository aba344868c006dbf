"""When orders were paid and when their stock was locked (rows A31 A32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from station.store.schema.orders import orders

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def locked_between(tx: Tx, since: datetime, until: datetime) -> list[Row[Any]]:
    """Return paid_at and locked_at of orders locked in the period, oldest first; exchanges were paid long before."""
    names = (orders.c.paid_at, orders.c.locked_at)
    return list(
        tx.execute(
            select(*names)
            .where(orders.c.locked_at >= since, orders.c.locked_at < until)
            .where(orders.c.paid_at.is_not(None), orders.c.exchange_of.is_(None))
            .order_by(orders.c.locked_at)
        )
    )
