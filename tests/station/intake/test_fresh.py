"""A shop's history comes in whole and touches no stock; new orders of one batch do not disturb each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.intake.accept import accept
from station.orders.canonical import ChannelStatus
from station.store import orders as master
from station.store import people, stock
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.mark.parametrize("status", [ChannelStatus.SHIPPED, ChannelStatus.DELIVERED, ChannelStatus.CANCELLED])
def test_what_left_before_us_locks_nothing_and_is_over(store: Store, status: ChannelStatus) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, replace(shop.order(), status=status))
    with store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.state == str(status)
        assert (row.shipped_at is None) == (status == ChannelStatus.CANCELLED)
        assert stock.live(tx, order_id) == []
        assert [line.sku for line in master.lines(tx, order_id)] == ["WY-CW-120"]


def test_one_order_told_twice_in_a_batch_is_one_and_the_newer_wins(store: Store) -> None:
    shop.build(store)
    first = shop.order()
    later = replace(first, status=ChannelStatus.CANCELLED, updated_at=first.updated_at.replace(year=2027))
    outcomes = accept(store, [first, later, shop.order("6900000000000000002")])
    assert [one.outcome for one in outcomes] == ["new", "updated", "new"]
    with store.read() as tx:
        states = [row.state for one in outcomes if (row := master.head(tx, one.order_id))]
        key = str(getattr(master.head(tx, outcomes[0].order_id), "buyer_key", ""))
        buyer = people.buyers_of(tx, [key])[key]
    assert states == ["cancelled", "cancelled", "allocated"]
    assert buyer["orders"] == 2
