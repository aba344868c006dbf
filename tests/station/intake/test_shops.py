"""One order under one shop, whichever source names it first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from station.intake.accept import accept
from station.intake.shops import under_known_shops
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus

if TYPE_CHECKING:
    from station.store.engine import Store

ORDER = CanonicalOrder(
    "douyin", "", "6900", ChannelStatus.PAID, (CanonicalLine("卫衣", 1, "A"),), datetime(2026, 1, 5, tzinfo=UTC)
)


@pytest.mark.parametrize(("known", "told", "kept"), [("", "甲店", ""), ("甲店", "", "甲店"), ("甲店", "乙店", "乙店")])
def test_a_silent_source_means_the_known_shop(store: Store, known: str, told: str, kept: str) -> None:
    accept(store, [replace(ORDER, shop=known)])
    with store.read() as tx:
        (order,) = under_known_shops(tx, [replace(ORDER, shop=told)])
    assert order.shop == kept


def test_unknown_numbers_keep_what_they_say(store: Store) -> None:
    named = replace(ORDER, shop="甲店", number="6901")
    with store.read() as tx:
        assert under_known_shops(tx, [ORDER, named]) == [ORDER, named]


def test_a_named_shop_speaks_for_a_silent_source_of_the_same_import(store: Store) -> None:
    named = replace(ORDER, shop="甲店")
    with store.read() as tx:
        assert under_known_shops(tx, [ORDER, named]) == [named, named]
