"""1688: export with merged cells, one column for carrier and waybill, messages."""

from __future__ import annotations

import pytest

from station.orders.canonical import ChannelStatus
from tests.station.channels.samples import assert_same_order, message_order, order_of, read_rows

ROW = {
    "订单编号": "2600000000000000003",
    "订单状态": "等待卖家发货",
    "货品标题": "卫衣",
    "数量": "100",
    "单品货号": "A-120",
}


@pytest.mark.parametrize("name", ["1688_orders.csv", "1688_orders.xlsx"])
def test_export_and_message_tell_the_same(name: str) -> None:
    order = order_of(name)
    assert_same_order(order, message_order("alibaba", "1688.alibaba.trade.get.sellerView_PARTGUESS.json"))
    assert (order.lines[0].qty, order.buyer_note) == (100, "需防潮膜，禁用胶带")


def test_rows_without_a_number_belong_to_the_order_above() -> None:
    below = dict.fromkeys(ROW, "") | {"货品标题": "裤子", "数量": "5", "单品货号": "B"}
    (order,) = read_rows("alibaba", ROW, below).orders
    assert [(line.channel_code, line.qty) for line in order.lines] == [("A-120", 100), ("B", 5)]
    assert order.status is ChannelStatus.PAID


def test_carrier_and_waybill_in_one_column() -> None:
    (order,) = read_rows(
        "alibaba", {**ROW, "订单状态": "等待买家收货", "物流公司运单号": "中通快递 ZTO:78312345678901"}
    ).orders
    assert (order.waybill_no, order.carrier) == ("78312345678901", "中通快递ZTO")
