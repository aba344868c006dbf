"""Qianniu: Taobao's orders with money and times only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from station.orders.canonical import ChannelStatus
from tests.station.channels.samples import message_order, order_of, read_rows


@pytest.mark.parametrize("name", ["qianniu_orders.csv", "qianniu_orders.xlsx"])
def test_tells_of_a_taobao_order_without_lines(name: str) -> None:
    order = order_of(name)
    told = message_order("taobao", "taobao.trade.fullinfo.get.json")
    assert (order.channel, order.number, order.status) == ("taobao", told.number, told.status)
    assert (order.received_fen, order.paid_at) == (told.received_fen, told.paid_at)
    assert (order.created_at, order.flags) == (told.created_at, told.flags)
    assert (order.lines, order.recipient) == ((), None)


def test_never_counts_as_newer_than_the_order_itself() -> None:
    assert order_of("qianniu_orders.csv").updated_at == datetime(2026, 1, 5, 1, 58, 20, tzinfo=UTC)


def test_money_given_back_is_seen() -> None:
    row = {
        "订单编号": "1",
        "订单创建时间": "2026-01-05 09:58:03",
        "订单付款时间": "2026-01-05 09:58:20",
        "商品标题": "卫衣",
        "买家实付金额": "100.00",
    }
    assert read_rows("qianniu", {**row, "退款金额": "100"}).orders[0].status is ChannelStatus.CANCELLED
    assert "ship_hold" in read_rows("qianniu", {**row, "退款金额": "10"}).orders[0].flags
    assert read_rows("qianniu", {**row, "确认收货打款金额": "100"}).orders[0].status is ChannelStatus.DELIVERED
