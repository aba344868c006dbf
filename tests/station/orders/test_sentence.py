"""What customer service sends says what is true and names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from station.orders.canonical import ChannelStatus
from station.orders.sentence import status_sentence
from station.store import orders as master
from tests import shop

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store

LEFT: dict[str, Any] = {"shipped_at": shop.NOW + timedelta(hours=3), "waybill_no": "SF1400000000001"}


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (shop.order(), "最晚 11-24 10:00 发出"),
        (replace(shop.order(), status=ChannelStatus.SHIPPED, **LEFT), "SF1400000000001"),
        (replace(shop.order(), status=ChannelStatus.DELIVERED), "已签收"),
        (replace(shop.order(), status=ChannelStatus.CANCELLED), "已取消"),
    ],
)
def test_each_state_has_its_sentence(store: Store, order: CanonicalOrder, words: str) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, order)
    with store.read() as tx:
        said = status_sentence(tx, order_id)
    assert words in said
    assert "尾号 0001" in said
    assert not any(secret in said for secret in ("测试甲", "13800000001", "测试路", "138"))


def test_a_held_order_promises_nothing(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: master.add_hold(tx, order_id, hold_id="x", reason="风控", rule=None, by="test"))
    with store.read() as tx:
        said = status_sentence(tx, order_id)
    assert "风控" not in said
    assert "发出" not in said
