"""What cannot be is refused with what is true now, and nothing changes: the whole ledger is compared, both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from station.intake.accept import accept
from station.intake.lines import UnlikelyQuantityError
from station.intake.restock import count
from station.orders.canonical import ChannelStatus
from station.orders.states import State
from station.returns.exchange import ExchangeRefusedError, apply_exchange
from station.stock import lock
from station.stock.check import violations
from station.stock.show import StockQuantityError, UnknownSkuError, UnknownWarehouseError
from station.store import orders as master
from station.store.schema.stock import allocations, stock, stock_frozen, stock_moves
from tests import shop

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store, Tx

SKU = "WY-CW-120"
WHO = {"actor": "", "station": "1"}


def _ledger(store: Store) -> list[list[tuple[Any, ...]]]:
    with store.read() as tx:
        assert violations(tx) == ()
        return [
            sorted((tuple(row) for row in tx.execute(select(table))), key=repr)
            for table in (stock, stock_frozen, allocations, stock_moves)
        ]


@pytest.fixture
def order_id(store: Store) -> str:
    shop.build(store, on_hand=10)
    return shop.put(store, shop.order(qty=3))[0]


@pytest.mark.parametrize(
    ("sku", "place", "qty", "error", "true_now"),
    [
        (SKU, "HZ1", -1, StockQuantityError, "3"),
        (SKU, "HZ1", 2, StockQuantityError, "3"),
        (SKU, "HZ1", 10**9, StockQuantityError, "3"),
        (SKU, "HZ1", 10**30, StockQuantityError, "3"),
        ("NOPE", "HZ1", 5, UnknownSkuError, "NOPE"),
        ("x" * 500, "HZ1", 5, UnknownSkuError, "x" * 64),
        (SKU, "NOWHERE", 5, UnknownWarehouseError, "HZ1 YW2"),
    ],
)
def test_counts_that_cannot_be(
    store: Store, order_id: str, sku: str, place: str, qty: int, error: type[Exception], true_now: str
) -> None:
    before = _ledger(store)
    with pytest.raises(error) as refused:
        store.write(lambda tx: count(tx, sku, place, qty=qty, **WHO))
    assert true_now in f"{refused.value.happened}{refused.value.remedy}"  # type: ignore[attr-defined]
    assert _ledger(store) == before


@pytest.mark.parametrize("qty", [0, -1, 100_001, 10**12])
def test_orders_over_quantities_that_cannot_be(store: Store, order_id: str, qty: int) -> None:
    before = _ledger(store)
    with pytest.raises(UnlikelyQuantityError) as refused:
        accept(store, [shop.order("2"), shop.order("3", qty=qty)])
    assert str(qty) in refused.value.happened
    assert _ledger(store) == before


def test_a_release_twice_releases_once(store: Store, order_id: str) -> None:
    accept(store, [_later(shop.order(qty=3), ChannelStatus.CANCELLED, 1)])
    before = _ledger(store)
    assert store.write(lambda tx: lock.release_order(tx, order_id)) == ()
    assert _ledger(store) == before


def test_a_balance_paid_twice_converts_once(store: Store, order_id: str) -> None:
    first = shop.order("D", qty=2, status=ChannelStatus.DEPOSIT)
    paid = replace(first, status=ChannelStatus.PAID, updated_at=first.updated_at + timedelta(minutes=1))
    (deposit,) = shop.put(store, first)
    assert accept(store, [paid])[0].outcome == "updated"
    before = _ledger(store)
    assert accept(store, [paid])[0].outcome == "unchanged"
    needs = [lock.Need(1, SKU, 2)]
    assert store.write(lambda tx: lock.convert_deposit(tx, deposit, needs)) == lock.Locked((), {})
    assert _ledger(store) == before


def test_a_cancellation_after_it_left_gives_nothing_back(store: Store, order_id: str) -> None:
    first = shop.order(qty=3)
    store.write(lambda tx: master.set_order(tx, order_id, packed_at=tx.now))
    accept(store, [_later(first, ChannelStatus.SHIPPED, 1)])
    before = _ledger(store)
    accept(store, [_later(first, ChannelStatus.CANCELLED, 2)])
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    assert row.state == State.SHIPPED
    assert _ledger(store) == before


def test_two_exchanges_of_one_line(store: Store, order_id: str) -> None:
    def exchange(tx: Tx) -> object:
        return apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-120", text="换雾蓝", **WHO)

    store.write(exchange)
    before = _ledger(store)
    with pytest.raises(ExchangeRefusedError):
        store.write(exchange)
    assert _ledger(store) == before


def _later(first: CanonicalOrder, status: ChannelStatus, minutes: int) -> CanonicalOrder:
    return replace(first, status=status, updated_at=first.updated_at + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock SET paid = on_hand + 1 WHERE sku = 'WY-CW-120'",
        "UPDATE stock SET on_hand = 2 WHERE sku = 'WY-CW-120'",
        "UPDATE stock SET paid = -1 WHERE sku = 'WY-CW-120'",
        "UPDATE stock SET held = on_hand WHERE sku = 'WY-CW-120'",
        "UPDATE stock SET quarantine = -1 WHERE sku = 'WY-CW-120'",
        "UPDATE stock_moves SET delta = 99",
        "DELETE FROM stock_moves",
        "UPDATE orders SET state = 'cancelled'",
        "UPDATE allocations SET qty = 0",
        "UPDATE allocations SET warehouse = NULL",
    ],
)
def test_the_database_itself_refuses(store: Store, order_id: str, statement: str) -> None:
    """Whoever writes past the program: never more locked than there, no movement changed, none live when cancelled."""
    before = _ledger(store)
    with pytest.raises(IntegrityError):
        store.write(lambda tx: tx.execute(text(statement)))
    assert _ledger(store) == before
