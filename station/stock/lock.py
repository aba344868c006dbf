"""Locking stock for an order, per warehouse, never more than is there (rows A27 B22-B25).

Greedy in the order of the warehouses: 100 wanted, A has 60, B has 50 -> 60 from A and 40 from B. A warehouse that
can fill the whole order alone goes first, so that most orders leave in one parcel from one shelf. What is missing
becomes a shortage ticket over need minus locked. Deposits freeze a quantity without naming a warehouse.
All functions run in the caller's transaction and may be run again: what is locked already is counted first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.orders.states import Fund
from station.stock.safety import watched
from station.store import stock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Need:
    """One line's want of a SKU."""

    line_no: int
    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class Locked:
    """What locking an order came to.

    Attributes:
        taken: allocations made now.
        short: quantity missing by SKU; empty when everything is locked.
    """

    taken: tuple[stock.Allocation, ...]
    short: Mapping[str, int]


def lock_order(tx: Tx, order_id: str, needs: Sequence[Need], *, kind: str = "sale", partly: bool = True) -> Locked:
    """Lock stock for what the order still needs.

    Args:
        kind: ``sale`` or ``exchange_reserve``.
        partly: keep what could be locked when something is missing; ``False`` is all or nothing.
    """
    return _lock(tx, order_id, _still_open(stock.live(tx, order_id), needs), kind=kind, partly=partly)


def lock_fresh(tx: Tx, wanted: Mapping[str, Sequence[Need]]) -> dict[str, Locked]:
    """Lock stock for orders that hold nothing yet, in this order, with a few statements for all of them."""
    by_sku: dict[str, dict[str, stock.Shelf]] = {}
    for shelf in stock.shelves(tx, {need.sku for needs in wanted.values() for need in needs}, for_update=True):
        by_sku.setdefault(shelf.sku, {})[shelf.warehouse] = shelf
    done: dict[str, Locked] = {}
    snapshots: dict[str, list[stock.Shelf]] = {}
    taken: Counter[tuple[str, str]] = Counter()
    for order_id, needs in wanted.items():
        seen = [shelf for sku in {need.sku for need in needs} for shelf in by_sku.get(sku, {}).values()]
        plan, short = _plan(needs, seen)
        snapshots[order_id] = seen
        done[order_id] = Locked(_allocations(plan, number=1, kind="sale"), short)
        for need, warehouse, qty in plan:
            by_sku[need.sku][warehouse] = _with_paid(by_sku[need.sku][warehouse], qty)
            taken[need.sku, warehouse] += qty
    with watched(tx, {sku for sku, _warehouse in taken}):
        stock.add_paid(tx, taken)
        stock.add_allocations(tx, {order_id: locked.taken for order_id, locked in done.items()})
        stock.add_snapshots(tx, snapshots)
    return done


def _lock(tx: Tx, order_id: str, open_needs: Sequence[Need], *, kind: str, partly: bool) -> Locked:
    if not open_needs:
        return Locked((), {})
    seen = stock.shelves(tx, [need.sku for need in open_needs], for_update=True)
    if not stock.has_snapshot(tx, order_id):
        stock.add_snapshots(tx, {order_id: seen})
    plan, short = _plan(open_needs, seen)
    if short and not partly:
        return Locked((), short)
    taken = _allocations(plan, number=stock.next_alloc_no(tx, order_id), kind=kind)
    by_shelf: Counter[tuple[str, str]] = Counter()
    for need, warehouse, qty in plan:
        by_shelf[need.sku, warehouse] += qty
    with watched(tx, {one.sku for one in taken}):
        stock.add_paid(tx, by_shelf)
        stock.add_allocations(tx, {order_id: taken})
    return Locked(taken, short)


def _with_paid(shelf: stock.Shelf, more: int) -> stock.Shelf:
    return stock.Shelf(shelf.sku, shelf.warehouse, shelf.on_hand, shelf.paid + more, shelf.held, shelf.quarantine)


def _allocations(plan: Sequence[tuple[Need, str, int]], *, number: int, kind: str) -> tuple[stock.Allocation, ...]:
    return tuple(
        stock.Allocation(number + offset, need.line_no, need.sku, warehouse, qty, Fund.PAID, kind)
        for offset, (need, warehouse, qty) in enumerate(plan)
    )


def freeze_deposit(tx: Tx, order_id: str, needs: Sequence[Need]) -> None:
    """Freeze stock for a deposit: counted against the SKU, naming no warehouse."""
    open_needs = _still_open(stock.live(tx, order_id), needs)
    if not open_needs:
        return
    number = stock.next_alloc_no(tx, order_id)
    frozen = tuple(
        stock.Allocation(number + offset, need.line_no, need.sku, None, need.qty, Fund.DEPOSIT, "sale")
        for offset, need in enumerate(sorted(open_needs, key=lambda need: need.sku))
    )
    with watched(tx, {need.sku for need in open_needs}):
        for one in frozen:
            stock.freeze(tx, one.sku, one.qty)
        stock.add_allocations(tx, {order_id: frozen})


def convert_deposit(tx: Tx, order_id: str, needs: Sequence[Need]) -> Locked:
    """Turn frozen deposits into paid locks when the balance arrives; a second call finds nothing frozen."""
    kept = []
    for allocation in stock.live(tx, order_id):
        if allocation.fund != Fund.DEPOSIT:
            kept.append(allocation)
        elif stock.end_allocation(tx, order_id, allocation.alloc_no, status="consumed"):
            stock.freeze(tx, allocation.sku, -allocation.qty)
    return _lock(tx, order_id, _still_open(kept, needs), kind="sale", partly=True)


def release_order(tx: Tx, order_id: str, *, keep_exchanges: bool = False) -> tuple[stock.Allocation, ...]:
    """Give back everything the order holds; a second call finds nothing."""
    released = []
    for allocation in stock.live(tx, order_id):
        if keep_exchanges and allocation.kind == "exchange_hold":
            continue
        if stock.end_allocation(tx, order_id, allocation.alloc_no, status="released"):
            _uncount(tx, allocation)
            released.append(allocation)
    return tuple(released)


def consume_order(tx: Tx, order_id: str, *, actor: str) -> None:
    """Take what is locked out of stock: the parcel left."""
    for allocation in stock.live(tx, order_id):
        warehouse = allocation.warehouse
        if warehouse is None or allocation.kind == "exchange_hold":
            continue
        if stock.end_allocation(tx, order_id, allocation.alloc_no, status="consumed"):
            shelf = (allocation.sku, warehouse)
            stock.change(tx, shelf, paid=-allocation.qty, on_hand=-allocation.qty)
            stock.add_move(
                tx, shelf, column="on_hand", delta=-allocation.qty, reason="shipped", actor=actor, order_id=order_id
            )


def hold_for_exchange(tx: Tx, order_id: str, line_no: int) -> tuple[stock.Allocation, ...]:
    """Freeze a line's lock because the buyer exchanges it: paid becomes held for exchange."""
    held = []
    for allocation in stock.live(tx, order_id):
        if allocation.line_no != line_no or allocation.kind != "sale" or allocation.warehouse is None:
            continue
        stock.set_kind(tx, order_id, allocation.alloc_no, kind="exchange_hold")
        stock.change(tx, (allocation.sku, allocation.warehouse), paid=-allocation.qty, held=allocation.qty)
        held.append(allocation)
    return tuple(held)


def _still_open(live: Sequence[stock.Allocation], needs: Sequence[Need]) -> list[Need]:
    have: dict[tuple[int, str], int] = {}
    for allocation in live:
        key = (allocation.line_no, allocation.sku)
        have[key] = have.get(key, 0) + allocation.qty
    rest = (Need(need.line_no, need.sku, need.qty - have.get((need.line_no, need.sku), 0)) for need in needs)
    return [need for need in rest if need.qty > 0]


def _plan(needs: Sequence[Need], seen: Sequence[stock.Shelf]) -> tuple[list[tuple[Need, str, int]], dict[str, int]]:
    free = {(shelf.sku, shelf.warehouse): max(shelf.available, 0) for shelf in seen}
    order = list(dict.fromkeys(shelf.warehouse for shelf in seen))
    wanted: dict[str, int] = {}
    for need in needs:
        wanted[need.sku] = wanted.get(need.sku, 0) + need.qty
    whole = [place for place in order if all(free.get((sku, place), 0) >= qty for sku, qty in wanted.items())]
    order.sort(key=lambda place: place not in whole[:1])
    plan: list[tuple[Need, str, int]] = []
    short: dict[str, int] = {}
    for need in needs:
        rest = need.qty
        for place in order:
            take = min(rest, free.get((need.sku, place), 0))
            if take > 0:
                plan.append((need, place, take))
                free[need.sku, place] -= take
                rest -= take
        if rest:
            short[need.sku] = short.get(need.sku, 0) + rest
    plan.sort(key=lambda step: (step[0].sku, order.index(step[1])))
    return plan, short


def _uncount(tx: Tx, allocation: stock.Allocation) -> None:
    if allocation.warehouse is None:
        stock.freeze(tx, allocation.sku, -allocation.qty)
    elif allocation.kind == "exchange_hold":
        stock.change(tx, (allocation.sku, allocation.warehouse), held=-allocation.qty)
    else:
        stock.change(tx, (allocation.sku, allocation.warehouse), paid=-allocation.qty)
