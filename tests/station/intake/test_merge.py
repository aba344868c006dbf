"""Files of one order, dropped together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from station.intake.merge import merge
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus

NOW = datetime(2026, 1, 5, tzinfo=UTC)
LISTED = CanonicalOrder(
    "taobao",
    "",
    "1",
    ChannelStatus.PAID,
    (CanonicalLine("卫衣", 3), CanonicalLine("袜子", 1, is_gift=True)),
    NOW,
    buyer_note="急",
)
ITEMS = replace(LISTED, lines=(CanonicalLine("卫衣", 2, "A"), CanonicalLine("裤子", 1, "B")), buyer_note="")


def test_list_gives_facts_items_give_lines_gifts_stay() -> None:
    for told in ([("orders", LISTED), ("items", ITEMS)], [("items", ITEMS), ("orders", LISTED)]):
        (order,) = merge(told)
        assert [(line.channel_code, line.qty) for line in order.lines] == [("A", 2), ("B", 1), (None, 1)]
        assert order.buyer_note == "急"


def test_items_alone_stay_an_order() -> None:
    assert merge([("items", ITEMS)]) == [ITEMS]


def test_the_newer_item_list_counts() -> None:
    newer = replace(ITEMS, lines=(CanonicalLine("卫衣", 9, "A"),), updated_at=NOW + timedelta(hours=1))
    (order,) = merge([("items", newer), ("items", ITEMS), ("orders", LISTED)])
    assert order.lines[0].qty == 9
    assert order.updated_at == newer.updated_at


def test_other_orders_are_left_alone() -> None:
    other = replace(LISTED, number="2")
    assert merge([("orders", LISTED), ("orders", other)]) == [LISTED, other]
