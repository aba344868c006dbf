"""WeChat shop: export, virtual phone, after-sales, events."""

from __future__ import annotations

import pytest

from station.channels.recognise import channels
from station.orders.canonical import CaseType
from tests.station.channels.samples import MADE, assert_same_order, message_order, message_reading, order_of


@pytest.mark.parametrize("name", ["weixin_shop_orders.csv", "weixin_shop_orders.xlsx"])
def test_export_and_message_tell_the_same(name: str) -> None:
    order, message = order_of(name), message_order("weixin", "weixin.channels.ec.order.get.json")
    assert_same_order(order, message)
    assert order.recipient == message.recipient
    assert order.recipient is not None
    assert order.recipient.phone == "18400000000-1234"


def test_after_sale_keeps_the_platforms_type_and_the_buyers_words() -> None:
    (report,) = message_reading("weixin", "weixin.channels.aftersale.json").cases
    assert (report.case.type, report.case.text) == (CaseType.RETURN_REFUND, "颜色发错了，换成蓝色")


def test_events_name_order_and_case() -> None:
    (order,) = message_reading("weixin", "weixin.push.plain.json").to_fetch
    (case,) = message_reading("weixin", "weixin.push.aftersale.json").to_fetch
    assert (order.kind, order.number) == ("order", "3700000000000000001")
    assert (case.kind, case.case_no) == ("case", "200000000001")


@pytest.mark.parametrize(("use", "phone"), [(1, "18400000000-1234"), (0, "13800000001")])
def test_the_virtual_number_is_called_when_the_platform_says_so(use: int, phone: str) -> None:
    place = {"tel_number": "13800000001", "use_tel_number": use, "virtual_tel_number": "18400000000-1234"}
    detail = {"product_infos": [{"title": "卫衣", "sku_cnt": 1}], "delivery_info": {"address_info": place}}
    body = {"order": {"order_id": "37", "status": 20, "order_detail": detail}}
    (order,) = channels()["weixin"].orders_from_message(body, received_at=MADE).orders
    assert order.recipient is not None
    assert order.recipient.phone == phone
