"""Statements for tables that leave the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from station.store.schema.orders import orders

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def accepted_since(tx: Tx, since: datetime, *, limit: int) -> list[Row[Any]]:
    """Return orders with their people still sealed, oldest first; for exports."""
    return list(
        tx.execute(select(orders).where(orders.c.accepted_at >= since).order_by(orders.c.accepted_at).limit(limit))
    )
