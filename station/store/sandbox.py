"""What a training sandbox takes from the real store: the catalogue as it is, and which orders were done lately."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import insert, or_, select

from station.store.orders import lines_of
from station.store.schema.catalogue import sku_barcodes, sku_parts, skus
from station.store.schema.orders import orders
from station.store.schema.stock import warehouses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx

_LAST = 400
_COPIED = (warehouses, skus, sku_barcodes, sku_parts)


def copy_catalogue(source: Tx, target: Tx) -> int:
    """Copy warehouses, SKUs, barcodes and bundles into an empty store; return how many SKUs."""
    count = 0
    for table in _COPIED:
        rows = [dict(row) for row in source.execute(select(table)).mappings()]
        if rows:
            target.execute(insert(table), rows)
        count = len(rows) if table is skus else count
    return count


def done_lately(tx: Tx, states: Sequence[str], *, limit: int) -> list[str]:
    """Return orders that were packed or have left, those with most lines of the last few hundred first."""
    last: list[str] = []
    for state in states:
        done = (orders.c.state == state, or_(orders.c.packed_at.is_not(None), orders.c.shipped_at.is_not(None)))
        rows = tx.execute(select(orders.c.order_id).where(*done).order_by(orders.c.state_at.desc()).limit(_LAST))
        last += [row.order_id for row in rows]
    lines = Counter({order_id: len(found) for order_id, found in lines_of(tx, last).items()})
    return [order_id for order_id, _lines in lines.most_common(limit)]
