"""Statements on stock counters, allocations, moves and snapshots.

Counters change only here and only together with their allocation, in the caller's transaction. On PostgreSQL rows
are locked in the fixed order (SKU, warehouse rank) before they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, func, insert, select, update
from uuid6 import uuid7

from station.store.schema.stock import allocations, stock, stock_frozen, stock_moves, stock_snapshots, warehouses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select, Update

    from station.store.engine import Tx


_ADD_ALLOCATION, _ADD_SNAPSHOT = insert(allocations), insert(stock_snapshots)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One SKU in one warehouse."""

    sku: str
    warehouse: str
    on_hand: int
    paid: int
    held: int
    quarantine: int

    @property
    def available(self) -> int:
        """What can still be locked."""
        return self.on_hand - self.paid - self.held


@dataclass(frozen=True, slots=True)
class Allocation:
    """One live claim of an order line on stock."""

    alloc_no: int
    line_no: int
    sku: str
    warehouse: str | None
    qty: int
    fund: str
    kind: str


def add_warehouse(tx: Tx, code: str, name: str, *, rank: int) -> None:
    """Insert a warehouse or rename it."""
    changed = tx.execute(update(warehouses).where(warehouses.c.code == code).values(name=name, rank=rank))
    if changed.rowcount == 0:
        tx.execute(insert(warehouses), {"code": code, "name": name, "rank": rank})


def warehouse_names(tx: Tx) -> dict[str, str]:
    """Return warehouse names by code, in rank order."""
    return {row.code: row.name for row in tx.execute(select(warehouses).order_by(warehouses.c.rank, warehouses.c.code))}


@cache
def _shelves() -> Select[Any]:
    return (
        select(stock)
        .join(warehouses, warehouses.c.code == stock.c.warehouse)
        .where(stock.c.sku.in_(bindparam("skus", expanding=True)))
        .order_by(stock.c.sku, warehouses.c.rank, stock.c.warehouse)
    )


def shelves(tx: Tx, skus: Iterable[str], *, for_update: bool = False) -> list[Shelf]:
    """Return the shelves of these SKUs, best warehouse first."""
    wanted = sorted(set(skus))
    if not wanted:
        return []
    statement = _shelves().with_for_update(of=stock, key_share=True) if for_update else _shelves()
    return [
        Shelf(row.sku, row.warehouse, row.on_hand, row.paid, row.held, row.quarantine)
        for row in tx.execute(statement, {"skus": wanted})
    ]


def change(
    tx: Tx, shelf: tuple[str, str], *, on_hand: int = 0, paid: int = 0, held: int = 0, quarantine: int = 0
) -> None:
    """Add to the counters of (SKU, warehouse); the shelf is made when it is new.

    Raises:
        sqlalchemy.exc.IntegrityError: the shelf would be oversold.
    """
    sku, warehouse = shelf
    more = {"on_hand": on_hand, "paid": paid, "held": held, "quarantine": quarantine}
    changed = tx.execute(
        _change(), {"sku_": sku, "place": warehouse, **{f"by_{name}": qty for name, qty in more.items()}}
    )
    if changed.rowcount == 0:
        tx.execute(insert(stock), {"sku": sku, "warehouse": warehouse, **more})


@cache
def _change() -> Update:
    same = (stock.c.sku == bindparam("sku_"), stock.c.warehouse == bindparam("place"))
    names = ("on_hand", "paid", "held", "quarantine")
    return (
        update(stock)
        .where(*same)
        .values({name: stock.c[name] + bindparam(f"by_{name}", type_=Integer) for name in names})
    )


def add_move(
    tx: Tx, shelf: tuple[str, str], *, column: str, delta: int, reason: str, actor: str, order_id: str | None = None
) -> None:
    """Explain one change of what lies in a warehouse."""
    sku, warehouse = shelf
    values = {"sku": sku, "move_id": uuid7().hex, "warehouse": warehouse, "column": column, "delta": delta}
    tx.execute(insert(stock_moves), {**values, "reason": reason, "order_id": order_id, "actor": actor, "at": tx.now})


def freeze(tx: Tx, sku: str, qty: int) -> None:
    """Add to the deposit-frozen quantity of a SKU; negative thaws."""
    changed = tx.execute(
        update(stock_frozen).where(stock_frozen.c.sku == sku).values(frozen=stock_frozen.c.frozen + qty)
    )
    if changed.rowcount == 0:
        tx.execute(insert(stock_frozen), {"sku": sku, "frozen": qty})


def frozen(tx: Tx, sku: str) -> tuple[int, int]:
    """Return (frozen quantity, factor in permille) of a SKU."""
    row = tx.execute(select(stock_frozen).where(stock_frozen.c.sku == sku)).first()
    return (row.frozen, row.factor_permille) if row else (0, 300)


@cache
def _live() -> Select[Any]:
    return (
        select(allocations)
        .where(allocations.c.order_id == bindparam("id"), allocations.c.status == "live")
        .order_by(allocations.c.sku, allocations.c.warehouse, allocations.c.alloc_no)
    )


def live(tx: Tx, order_id: str) -> list[Allocation]:
    """Return the live allocations of an order."""
    return [
        Allocation(row.alloc_no, row.line_no, row.sku, row.warehouse, row.qty, row.fund, row.kind)
        for row in tx.execute(_live(), {"id": order_id})
    ]


def next_alloc_no(tx: Tx, order_id: str) -> int:
    """Return the next free allocation number of an order."""
    return (tx.execute(_highest(), {"id": order_id}).scalar() or 0) + 1


@cache
def _highest() -> Select[Any]:
    return select(func.max(allocations.c.alloc_no)).where(allocations.c.order_id == bindparam("id"))


def add_allocation(tx: Tx, order_id: str, allocation: Allocation) -> None:
    """Insert one live allocation; its counters are the caller's to change."""
    values = {name: getattr(allocation, name) for name in Allocation.__slots__}
    tx.execute(_ADD_ALLOCATION, {"order_id": order_id, **values, "status": "live", "at": tx.now})


def end_allocation(tx: Tx, order_id: str, alloc_no: int, *, status: str) -> bool:
    """Mark a live allocation consumed or released; ``False`` when it was not live."""
    changed = tx.execute(
        update(allocations)
        .where(allocations.c.order_id == order_id, allocations.c.alloc_no == alloc_no, allocations.c.status == "live")
        .values(status=status, ended_at=tx.now)
    )
    return changed.rowcount == 1


def set_kind(tx: Tx, order_id: str, alloc_no: int, *, kind: str) -> None:
    """Turn a live allocation into another kind, such as an exchange hold."""
    same = (allocations.c.order_id == order_id, allocations.c.alloc_no == alloc_no)
    tx.execute(update(allocations).where(*same).values(kind=kind))


def snapshot(tx: Tx, order_id: str, shelves_seen: Iterable[Shelf]) -> None:
    """Keep what each warehouse held when the order was locked."""
    rows = [
        {
            "order_id": order_id,
            "sku": shelf.sku,
            "warehouse": shelf.warehouse,
            "on_hand": shelf.on_hand,
            "paid": shelf.paid,
            "available": shelf.available,
            "at": tx.now,
        }
        for shelf in shelves_seen
    ]
    if rows and tx.execute(_has_snapshot(), {"id": order_id}).first() is None:
        tx.execute(_ADD_SNAPSHOT, rows)


@cache
def _has_snapshot() -> Select[Any]:
    return select(stock_snapshots.c.sku).where(stock_snapshots.c.order_id == bindparam("id")).limit(1)
