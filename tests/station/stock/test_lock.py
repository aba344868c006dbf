"""Locking per warehouse: greedy, never more than is there, both ways and under many hands."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from station.intake.accept import accept
from station.orders.canonical import ChannelStatus
from station.orders.states import Fund
from station.stock import lock
from station.stock.show import StockQuantityError, UnknownSkuError, set_on_hand, show
from station.store import stock
from station.store.schema.stock import allocations, stock_moves
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

SKU = "WY-CW-120"


def _fill(store: Store, one: int, two: int) -> None:
    shop.build(store, on_hand=0)
    store.write(lambda tx: set_on_hand(tx, SKU, "HZ1", qty=one, actor="test"))
    store.write(lambda tx: set_on_hand(tx, SKU, "YW2", qty=two, actor="test"))


@pytest.mark.parametrize(
    ("wanted", "one", "two", "taken", "short"),
    [
        (100, 60, 50, [("HZ1", 60), ("YW2", 40)], 0),
        (120, 60, 50, [("HZ1", 60), ("YW2", 50)], 10),
        (100, 60, 30, [("HZ1", 60), ("YW2", 30)], 10),
        (40, 30, 50, [("YW2", 40)], 0),
    ],
)
def test_greedy_per_warehouse(
    store: Store, wanted: int, one: int, two: int, taken: list[tuple[str, int]], short: int
) -> None:
    _fill(store, one, two)
    (order_id,) = shop.put(store, shop.order(qty=wanted))
    with store.read() as tx:
        assert sorted((one.warehouse, one.qty) for one in stock.live(tx, order_id)) == taken
    again = store.write(lambda tx: lock.lock_order(tx, order_id, [lock.Need(1, SKU, wanted)]))
    assert again.taken == ()
    assert again.short.get(SKU, 0) == short


def test_deposits_are_counted_with_their_factor(store: Store) -> None:
    _fill(store, 100, 0)
    shop.put(store, shop.order("1", qty=40), shop.order("2", qty=100, status=ChannelStatus.DEPOSIT))
    with store.read() as tx:
        found = show(tx, SKU)
    assert (found.sellable, found.worst_case, found.frozen) == (30, -40, 100)


def test_an_exchange_hold_moves_paid_to_held_and_back(store: Store) -> None:
    _fill(store, 5, 0)
    (order_id,) = shop.put(store, shop.order(qty=2))
    store.write(lambda tx: lock.hold_for_exchange(tx, order_id, 1))
    with store.read() as tx:
        shelf = stock.shelves(tx, [SKU])[0]
    assert (shelf.paid, shelf.held, shelf.available) == (0, 2, 3)
    store.write(lambda tx: lock.release_order(tx, order_id))
    store.write(lambda tx: lock.release_order(tx, order_id))
    with store.read() as tx:
        assert stock.shelves(tx, [SKU])[0].available == 5


def test_what_left_is_gone_and_explained(store: Store) -> None:
    _fill(store, 5, 0)
    (order_id,) = shop.put(store, shop.order(qty=2))
    for _twice in range(2):
        store.write(lambda tx: lock.consume_order(tx, order_id, actor="test"))
    with store.read() as tx:
        shelf = stock.shelves(tx, [SKU])[0]
        moved = tx.execute(select(func.sum(stock_moves.c.delta)).where(stock_moves.c.sku == SKU)).scalar()
    assert (shelf.on_hand, shelf.paid) == (3, 0)
    assert moved == 3


def test_counts_that_cannot_be_are_refused(store: Store) -> None:
    _fill(store, 5, 0)
    shop.put(store, shop.order(qty=3))
    for qty in (-1, 2, 99_999_999):
        with pytest.raises(StockQuantityError):
            store.write(lambda tx, qty=qty: set_on_hand(tx, SKU, "HZ1", qty=qty, actor="test"))  # type: ignore[misc]
    with pytest.raises(UnknownSkuError):
        store.write(lambda tx: set_on_hand(tx, "NOPE", "HZ1", qty=1, actor="test"))


def test_many_hands_never_oversell(store: Store) -> None:
    _fill(store, 30, 20)
    orders = [shop.order(f"T{number}", qty=1 + number % 3) for number in range(64)]
    threads = [
        threading.Thread(target=lambda part=orders[start::8]: [accept(store, [one]) for one in part])
        for start in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as tx:
        shelves = stock.shelves(tx, [SKU])
        locked = tx.execute(
            select(func.sum(allocations.c.qty)).where(allocations.c.status == "live", allocations.c.fund == Fund.PAID)
        ).scalar()
    assert all(0 <= shelf.paid <= shelf.on_hand for shelf in shelves)
    assert sum(shelf.paid for shelf in shelves) == locked == 50
