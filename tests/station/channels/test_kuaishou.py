"""Kuaishou: export and messages."""

from __future__ import annotations

from datetime import UTC, datetime

from station.channels.recognise import channels
from station.orders.canonical import CanonicalLine, ChannelStatus, Recipient
from tests.station.channels.samples import MADE, assert_same_order, message_reading, order_of


def test_export() -> None:
    order = order_of("kuaishou_orders.csv")
    assert (order.number, order.status, order.received_fen) == ("2600000000000001", ChannelStatus.PAID, 5900)
    assert order.lines == (CanonicalLine("测试童装加绒卫衣", 1, "BGN-HD-01-BL-120", "雾蓝 120cm", 5900),)
    assert order.recipient == Recipient("测**", "138****0001", "浙江省", "杭州市", "余杭区", "五常街道", "***")
    assert order.ship_by == datetime(2026, 1, 7, 2, 7, 15, tzinfo=UTC)


def test_message_names_the_order() -> None:
    (wanted,) = message_reading("kuaishou", "kuaishou.message.json").to_fetch
    assert (wanted.number, wanted.message_id) == ("2600000000000001", "test-event-1")


def test_export_and_answer_tell_the_same() -> None:
    base = {
        "oid": 2600000000000001,
        "status": 30,
        "totalFee": 5900,
        "createTime": 1767578820000,
        "payTime": 1767578835000,
        "promiseTimeStampOfDelivery": 1767751635000,
    }
    item = {
        "itemTitle": "测试童装加绒卫衣",
        "num": 1,
        "price": 5900,
        "skuNick": "BGN-HD-01-BL-120",
        "skuDesc": "雾蓝 120cm",
    }
    place = {
        "province": "浙江省",
        "city": "杭州市",
        "district": "余杭区",
        "town": "五常街道",
        "desensitiseConsignee": "测**",
        "desensitiseMobile": "138****0001",
        "desensitiseAddress": "***",
    }
    body = {"data": {"orderBaseInfo": base, "orderItemInfo": item, "orderAddress": place}}
    (order,) = channels()["kuaishou"].orders_from_message(body, received_at=MADE).orders
    exported = order_of("kuaishou_orders.csv")
    assert_same_order(exported, order)
    assert (order.recipient, order.lines) == (exported.recipient, exported.lines)
