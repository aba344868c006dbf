"""The audit of the ledger finds what was forced out of true, and nothing in a shop that worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from station.orders.canonical import ChannelStatus
from station.stock import lock
from station.stock.check import violations
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


def _worked(store: Store) -> None:
    shop.build(store, on_hand=5)
    first, second, *_rest = shop.put(
        store,
        shop.order("1"),
        shop.order("2", qty=2),
        shop.order("3", qty=3, status=ChannelStatus.DEPOSIT),
        shop.order("4", code="KIT", status=ChannelStatus.CANCELLED),
    )
    store.write(lambda tx: lock.consume_order(tx, first, actor="test"))
    store.write(lambda tx: lock.hold_for_exchange(tx, second, 1))


def test_a_shop_that_worked_adds_up(store: Store) -> None:
    _worked(store)
    with store.read() as tx:
        assert violations(tx) == ()


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("UPDATE stock SET held = 0 WHERE held > 0", {"counters"}),
        ("UPDATE stock SET on_hand = on_hand + 1 WHERE sku = 'SOCK'", {"moves"}),
        ("UPDATE stock_frozen SET frozen = 1", {"frozen"}),
        ("UPDATE allocations SET status = 'consumed' WHERE status = 'live' AND kind = 'exchange_hold'", None),
        ("UPDATE allocations SET status = 'released' WHERE status = 'consumed'", {"shipped", "locked"}),
        ("DELETE FROM stock WHERE sku = 'WY-CW-120'", {"counters", "moves"}),
        ("UPDATE orders SET locked_at = NULL WHERE state = 'allocated'", {"locked"}),
    ],
)
def test_what_is_out_of_true_is_named(store: Store, statement: str, rules: set[str] | None) -> None:
    _worked(store)
    store.write(lambda tx: tx.execute(text(statement)))
    with store.read() as tx:
        assert {one.rule for one in violations(tx)} == (rules or {"counters", "shipped"})
