"""Row A41: gift and remote township together lower the promise, and the buyer is told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.hints.decide import decide
from station.hints.gift_remote import rule
from station.orders.canonical import CanonicalLine, Recipient
from station.store import orders as master
from station.store import people, work
from tests.station.hints.make import AT, GIFT, GOODS, facts, order, take

if TYPE_CHECKING:
    from station.store.engine import Store

FAR = Recipient("李雷", "13800000001", "新疆维吾尔自治区", "喀什地区", "莎车县", "乌达力克镇", "测试路0号")
LINES = (CanonicalLine("卫衣", 1, channel_code="A-1"), CanonicalLine("赠品袜子", 1, is_gift=True))


def test_both_are_needed() -> None:
    hint = rule(facts(items=(GOODS, GIFT), remote=True, province="新疆维吾尔自治区", town="乌达力克镇"))
    assert hint is not None
    assert "2026-11-28" in hint.text  # paid on the 20th, leaves within 48 hours, three days on the road, three more
    assert rule(facts(items=(GOODS,), remote=True)) is None
    assert rule(facts(items=(GOODS, GIFT), remote=False)) is None


def test_the_channels_own_ship_date_counts_first() -> None:
    hint = rule(facts(items=(GIFT,), remote=True, ship_by=AT))
    assert hint is not None
    assert hint.inputs["promise"] == "2026-11-26"


def test_the_promise_is_lowered_and_the_message_queued_once(store: Store) -> None:
    (order_id,) = take(store, replace(order(), recipient=FAR, lines=LINES))
    for _n in range(2):
        hints = store.write(lambda tx: decide(tx, order_id))
        assert [card.rule for card in hints] == ["gift_remote"]
    with store.read() as tx:
        row = master.head(tx, order_id)
        notice = work.notice(tx, f"gift_remote:{order_id}")
    assert row is not None
    assert row.promise_at is not None
    assert notice is not None
    assert (notice.gateway, notice.state, notice.order_id) == ("sms", work.QUEUED, order_id)
    assert "2026-11-28" in notice.body
    assert "13800000001" not in notice.body


@pytest.mark.parametrize("wanted", [True, False])
def test_who_wants_no_messages_gets_none(store: Store, *, wanted: bool) -> None:
    # another order of the buyer first, so that they are known when the far one comes
    (near,) = take(store, order("near"))
    with store.read() as tx:
        row = master.head(tx, near)
        assert row is not None
        key = row.buyer_key
    store.write(lambda tx: people.set_no_messages(tx, key, wanted=wanted))
    (order_id,) = take(store, replace(order("far"), recipient=FAR, lines=LINES))
    store.write(lambda tx: decide(tx, order_id))
    with store.read() as tx:
        assert (work.notice(tx, f"gift_remote:{order_id}") is None) is wanted
