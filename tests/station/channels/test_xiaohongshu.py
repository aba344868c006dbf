"""Xiaohongshu: export, after-sales, messages."""

from __future__ import annotations

import pytest

from station.orders.canonical import CaseType
from tests.station.channels.samples import assert_same_order, message_order, message_reading, order_of, read_rows


@pytest.mark.parametrize("name", ["xiaohongshu_orders.csv", "xiaohongshu_orders.xlsx"])
def test_export_and_message_tell_the_same(name: str) -> None:
    order = order_of(name)
    assert_same_order(order, message_order("xiaohongshu", "xiaohongshu.order.getOrderDetail.json"))
    assert order.number == "P700000000000000001"


def test_gift_rows_and_resent_exchanges_are_marked() -> None:
    row = {
        "订单号": "P1",
        "订单状态": "待配货",
        "SKU名称": "贴纸",
        "SKU件数": "1",
        "订单类型": "换货补发",
        "是否为赠品": "是",
    }
    (order,) = read_rows("xiaohongshu", row).orders
    assert order.lines[0].is_gift
    assert order.flags == {"exchange_resend"}


def test_after_sale_is_an_exchange() -> None:
    (report,) = message_reading("xiaohongshu", "xiaohongshu.afterSale.json").cases
    assert (report.case.type, report.case.text) == (CaseType.EXCHANGE, "换130码谢谢")


def test_push_sent_twice_has_one_message_id() -> None:
    first, second = (message_reading("xiaohongshu", "xiaohongshu.push.json").to_fetch[0] for _time in range(2))
    assert first.message_id == second.message_id != ""
