"""Statements on supplier shortages: since when, expected when; and the promises of the orders that wait."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from station.store.schema.orders import orders
from station.store.schema.stock import allocations, supply_shortages
from station.store.schema.work import tickets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def put(tx: Tx, sku: str, *, expected_at: datetime, note: str, actor: str) -> None:
    """Write that a supplier is short of a SKU, in place of what was said before."""
    remove(tx, sku)
    values = {"sku": sku, "expected_at": expected_at, "since": tx.now, "note": note, "actor": actor}
    tx.execute(insert(supply_shortages), values)


def remove(tx: Tx, sku: str) -> bool:
    """Forget a shortage; ``False`` when there was none."""
    return tx.execute(delete(supply_shortages).where(supply_shortages.c.sku == sku)).rowcount == 1


def expected(tx: Tx, skus: Iterable[str]) -> dict[str, datetime]:
    """Return when each of these SKUs is expected, as far as a shortage is known."""
    query = select(supply_shortages).where(supply_shortages.c.sku.in_(sorted(set(skus))))
    return {row.sku: row.expected_at for row in tx.execute(query)}


def everything(tx: Tx) -> list[Row[Any]]:
    """Return all shortages, the longest wait first."""
    return list(tx.execute(select(supply_shortages).order_by(supply_shortages.c.expected_at.desc())))


def waiting(tx: Tx, sku: str) -> dict[str, int]:
    """Return the orders that wait for this SKU, short of it or with a deposit on it, and for how many pieces."""
    short = select(tickets.c.order_id, tickets.c.qty).where(
        tickets.c.state == "open", tickets.c.kind == "shortage", tickets.c.sku == sku
    )
    deposits = select(allocations.c.order_id, allocations.c.qty).where(
        allocations.c.status == "live", allocations.c.sku == sku, allocations.c.warehouse.is_(None)
    )
    found: Counter[str] = Counter()
    for row in tx.execute(short.union_all(deposits)):
        found[row.order_id] += row.qty or 0
    return dict(found)


def missing(tx: Tx, order_id: str) -> list[str]:
    """Return the SKUs an order waits for."""
    short = select(tickets.c.sku).where(
        tickets.c.state == "open", tickets.c.kind == "shortage", tickets.c.order_id == order_id
    )
    deposits = select(allocations.c.sku).where(
        allocations.c.status == "live", allocations.c.order_id == order_id, allocations.c.warehouse.is_(None)
    )
    return sorted({row[0] for row in tx.execute(short.union(deposits)) if row[0]})


def heads(tx: Tx, order_ids: Iterable[str]) -> list[Row[Any]]:
    """Return numbers, state, promises and masked recipient of orders, the earliest promise first."""
    names = ("order_id", "short_code", "channel", "number", "state", "ship_by", "promise_at", "name_mask", "phone_mask")
    mine = select(*(orders.c[name] for name in names)).where(orders.c.order_id.in_(list(order_ids)))
    return list(tx.execute(mine.order_by(orders.c.ship_by.is_(None), orders.c.ship_by, orders.c.accepted_at)))
