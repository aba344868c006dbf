"""Xiaohongshu: export, after-sales, messages."""

from __future__ import annotations

import pytest

from station.channels.recognise import channels
from station.orders.canonical import CaseType, ChannelStatus
from tests.station.channels.samples import MADE, assert_same_order, message_order, message_reading, order_of, read_rows


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


@pytest.mark.parametrize(
    ("word", "number", "status", "flags"),
    [
        ("已支付处理中", 2, ChannelStatus.PAID, {"ship_hold"}),
        ("清关中", 3, ChannelStatus.PAID, {"ship_hold"}),
        ("待配货", 4, ChannelStatus.PAID, set()),
        ("部分发货", 5, ChannelStatus.PAID, {"part_shipped", "ship_hold"}),
        ("已完成", 7, ChannelStatus.DELIVERED, set()),
        ("换货申请中", 10, ChannelStatus.DELIVERED, set()),
    ],
)
def test_word_and_number_of_a_state_mean_the_same(
    word: str, number: int, status: ChannelStatus, flags: set[str]
) -> None:
    (told,) = read_rows("xiaohongshu", {"订单号": "P1", "订单状态": word, "SKU名称": "卫衣", "SKU件数": "1"}).orders
    body = {"orderId": "P1", "orderStatus": number, "itemList": [{"itemName": "卫衣", "skuQuantity": 1}]}
    (pushed,) = channels()["xiaohongshu"].orders_from_message(body, received_at=MADE).orders
    assert told.status is pushed.status is status
    assert told.flags == pushed.flags == flags
    assert told.cases == pushed.cases
    assert [case.type for case in told.cases] == ([CaseType.EXCHANGE] if number == 10 else [])
    assert "ship_hold" in told.known_flags & pushed.known_flags


def test_after_sale_is_an_exchange() -> None:
    (report,) = message_reading("xiaohongshu", "xiaohongshu.afterSale.json").cases
    assert (report.case.type, report.case.text) == (CaseType.EXCHANGE, "换130码谢谢")


def test_push_sent_twice_has_one_message_id() -> None:
    first, second = (message_reading("xiaohongshu", "xiaohongshu.push.json").to_fetch[0] for _time in range(2))
    assert first.message_id == second.message_id != ""
