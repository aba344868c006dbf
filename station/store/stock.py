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

from station.store.bulk import add_rows
from station.store.one_row import update_row
from station.store.prepared import prepared
from station.store.schema.stock import allocations, stock, stock_frozen, stock_moves, stock_snapshots, warehouses
from station.store.schema.work import tickets
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Select, Update

    from station.store.engine import Tx


_COUNTERS = ("on_hand", "paid", "held", "quarantine")


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
    return {row.code: row.name for row in tx.execute(_warehouses())}


@prepared
def _warehouses() -> Select[Any]:
    return select(warehouses).order_by(warehouses.c.rank, warehouses.c.code)


def keeper(tx: Tx, warehouse: str) -> str:
    """Return the operator who fetches what this warehouse is short of; "" where nobody was named."""
    return str(tx.execute(select(warehouses.c.keeper).where(warehouses.c.code == warehouse)).scalar() or "")


def set_keeper(tx: Tx, warehouse: str, operator_no: str) -> None:
    """Name who fetches for a warehouse."""
    tx.execute(update(warehouses).where(warehouses.c.code == warehouse).values(keeper=operator_no))


@prepared
def _shelves() -> Select[Any]:
    return (
        select(stock, warehouses.c.rank)
        .join(warehouses, warehouses.c.code == stock.c.warehouse)
        .where(stock.c.sku.in_(bindparam("skus", expanding=True)))
        .order_by(stock.c.sku, stock.c.warehouse)
    )


@prepared
def _shelves_locked() -> Select[Any]:
    return _shelves().with_for_update(of=stock, key_share=True)


def shelves(tx: Tx, skus: Iterable[str], *, for_update: bool = False) -> list[Shelf]:
    """Return the shelves of these SKUs, best warehouse first."""
    wanted = sorted(set(skus))
    if not wanted:
        return []
    rows = tx.execute(_shelves_locked() if for_update else _shelves(), {"skus": wanted})
    return [
        Shelf(row.sku, row.warehouse, row.on_hand, row.paid, row.held, row.quarantine)
        for row in sorted(rows, key=lambda row: (row.sku, row.rank or 0, row.warehouse))
    ]


def wanted_and_there(tx: Tx, *, most: int) -> list[str]:
    """Return SKUs some open shortage waits for although a shelf has some left."""
    there = select(stock.c.sku).where(stock.c.sku == tickets.c.sku, stock.c.on_hand > stock.c.paid + stock.c.held)
    wanted = select(tickets.c.sku).where(tickets.c.state == "open", tickets.c.kind == "shortage", there.exists())
    return [row.sku for row in tx.execute(wanted.distinct().order_by(tickets.c.sku).limit(most))]


def change(
    tx: Tx, shelf: tuple[str, str], *, on_hand: int = 0, paid: int = 0, held: int = 0, quarantine: int = 0
) -> None:
    """Add to the counters of (SKU, warehouse); the shelf is made when it is new.

    Raises:
        sqlalchemy.exc.IntegrityError: the shelf would be oversold.
    """
    sku, warehouse = shelf
    more = {"on_hand": on_hand, "paid": paid, "held": held, "quarantine": quarantine}
    changed = tx.execute(_change(), _by(shelf, more))
    if changed.rowcount == 0:
        tx.execute(insert(stock), {"sku": sku, "warehouse": warehouse, **more})


def add_paid(tx: Tx, by_shelf: Mapping[tuple[str, str], int]) -> None:
    """Add to the paid quantity of shelves that are there.

    Raises:
        sqlalchemy.exc.IntegrityError: a shelf would be oversold.
    """
    for (sku, warehouse), qty in sorted(by_shelf.items()):
        update_row(tx, stock, {"sku": sku, "warehouse": warehouse}, {}, more={"paid": qty})


def _by(shelf: tuple[str, str], more: Mapping[str, int]) -> dict[str, Any]:
    return {"sku_": shelf[0], "place": shelf[1], **{f"by_{name}": more.get(name, 0) for name in _COUNTERS}}


@cache
def _change() -> Update:
    same = (stock.c.sku == bindparam("sku_"), stock.c.warehouse == bindparam("place"))
    return (
        update(stock)
        .where(*same)
        .values({name: stock.c[name] + bindparam(f"by_{name}", type_=Integer) for name in _COUNTERS})
    )


def add_move(
    tx: Tx,
    shelf: tuple[str, str],
    *,
    column: str,
    delta: int,
    reason: str,
    actor: str,
    order_id: str | None = None,
    photo: str = "",
) -> None:
    """Explain one change of what lies in a warehouse; ``photo`` is the hash of a picture kept with the order."""
    sku, warehouse = shelf
    values = {"sku": sku, "move_id": uuid7().hex, "warehouse": warehouse, "column": column, "delta": delta}
    told = {"reason": reason, "order_id": order_id, "actor": actor, "at": tx.now, "photo": photo}
    tx.execute(insert(stock_moves), {**values, **told})


def freeze(tx: Tx, sku: str, qty: int) -> None:
    """Add to the deposit-frozen quantity of a SKU; negative thaws."""
    more = update(stock_frozen).where(stock_frozen.c.sku == sku).values(frozen=stock_frozen.c.frozen + qty)
    if tx.execute(more).rowcount == 0:
        add_if_absent(tx, stock_frozen, {"sku": sku})
        tx.execute(more)


def frozen(tx: Tx, sku: str) -> tuple[int, int]:
    """Return (frozen quantity, factor in permille) of a SKU."""
    row = tx.execute(select(stock_frozen).where(stock_frozen.c.sku == sku)).first()
    return (row.frozen, row.factor_permille) if row else (0, 300)


@prepared
def _live() -> Select[Any]:
    return (
        select(allocations)
        .where(allocations.c.order_id.in_(bindparam("ids", expanding=True)), allocations.c.status == "live")
        .order_by(allocations.c.sku, allocations.c.warehouse, allocations.c.order_id, allocations.c.alloc_no)
    )


def live(tx: Tx, order_id: str) -> list[Allocation]:
    """Return the live allocations of an order."""
    return live_of(tx, [order_id])[order_id]


def live_of(tx: Tx, order_ids: Iterable[str]) -> dict[str, list[Allocation]]:
    """Return the live allocations of each of these orders."""
    found: dict[str, list[Allocation]] = {order_id: [] for order_id in order_ids}
    for row in tx.execute(_live(), {"ids": list(found)}) if found else ():
        found[row.order_id].append(
            Allocation(row.alloc_no, row.line_no, row.sku, row.warehouse, row.qty, row.fund, row.kind)
        )
    return found


def next_alloc_no(tx: Tx, order_id: str) -> int:
    """Return the next free allocation number of an order."""
    return (tx.execute(_highest(), {"id": order_id}).scalar() or 0) + 1


@cache
def _highest() -> Select[Any]:
    return select(func.max(allocations.c.alloc_no)).where(allocations.c.order_id == bindparam("id"))


def add_allocations(tx: Tx, made: Mapping[str, Sequence[Allocation]]) -> None:
    """Insert live allocations by order; their counters are the caller's to change."""
    now = tx.now
    rows = [
        {
            "order_id": order_id,
            "alloc_no": one.alloc_no,
            "line_no": one.line_no,
            "sku": one.sku,
            "warehouse": one.warehouse,
            "qty": one.qty,
            "fund": one.fund,
            "kind": one.kind,
            "status": "live",
            "at": now,
        }
        for order_id, several in made.items()
        for one in several
    ]
    add_rows(tx, allocations, rows)


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


def add_snapshots(tx: Tx, seen: Mapping[str, Sequence[Shelf]]) -> None:
    """Keep what each warehouse held when an order was locked for the first time."""
    now = tx.now
    rows = [
        {
            "order_id": order_id,
            "sku": shelf.sku,
            "warehouse": shelf.warehouse,
            "on_hand": shelf.on_hand,
            "paid": shelf.paid,
            "available": shelf.available,
            "at": now,
        }
        for order_id, shelves_seen in seen.items()
        for shelf in shelves_seen
    ]
    add_rows(tx, stock_snapshots, rows)


def has_snapshot(tx: Tx, order_id: str) -> bool:
    """Tell whether an order's snapshot is kept already."""
    return tx.execute(_has_snapshot(), {"id": order_id}).first() is not None


@cache
def _has_snapshot() -> Select[Any]:
    return select(stock_snapshots.c.sku).where(stock_snapshots.c.order_id == bindparam("id")).limit(1)
