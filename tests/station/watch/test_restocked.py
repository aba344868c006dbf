"""Goods came for more orders than one transaction takes: all are served; what a crash left, the watch serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.intake.restock import AT_ONCE, count, serve_rest
from station.stock.check import violations
from station.store import stock
from station.tickets.tickets import open_tickets
from station.watch.restocked import watcher
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.store.engine import Store

SKU = "WY-CW-120"
MANY = 2 * AT_ONCE + 3


def _watched(store: Store) -> None:
    assert [store.write(watcher.look) for _thrice in range(3)] == [AT_ONCE, 3, 0]


def _served(store: Store) -> None:
    serve_rest(store, SKU)
    assert store.write(watcher.look) == 0


@pytest.mark.parametrize("rest", [_served, _watched])
def test_everybody_who_waits_is_served(store: Store, rest: Callable[[Store], None]) -> None:
    shop.build(store, on_hand=0)
    ids = shop.put(store, *(shop.order(str(number)) for number in range(MANY)))
    assert store.write(watcher.look) == 0
    store.write(lambda tx: count(tx, SKU, "HZ1", qty=MANY + 2, actor="command", station="1"))
    with store.read() as tx:
        assert sum(bool(stock.live(tx, one)) for one in ids) == AT_ONCE
    rest(store)
    with store.read() as tx:
        assert all(stock.live(tx, one) for one in ids)
        assert open_tickets(tx, kind="shortage") == ()
        assert violations(tx) == ()


def test_a_ticket_ends_when_its_sku_is_there_though_the_order_waits_for_another(store: Store) -> None:
    shop.build(store, on_hand=0)
    shop.put(store, shop.order(code="KIT"))
    with store.read() as tx:
        assert {one.sku for one in open_tickets(tx, kind="shortage")} == {SKU, "SOCK"}
    store.write(lambda tx: count(tx, SKU, "HZ1", qty=1, actor="command", station="1"))
    with store.read() as tx:
        assert {one.sku for one in open_tickets(tx, kind="shortage")} == {"SOCK"}
