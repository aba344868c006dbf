"""Orders with lines that nobody could map to a SKU yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from station.store.schema.orders import order_lines

if TYPE_CHECKING:
    from station.store.engine import Tx


def orders_with_open_lines(tx: Tx, *, limit: int = 10_000) -> list[str]:
    """Return ids of orders that have an unmapped line."""
    rows = tx.execute(select(order_lines.c.order_id).where(order_lines.c.sku.is_(None)).distinct().limit(limit))
    return [row.order_id for row in rows]
