"""Youzan: item export, pushes."""

from __future__ import annotations

from tests.station.channels.samples import assert_same_order, message_order, order_of, read_rows


def test_export_push_and_answer_tell_the_same() -> None:
    order = order_of("youzan_items.csv")
    for name in ("youzan.push.json", "youzan.trade.decoded.json"):
        message = message_order("youzan", name)
        assert_same_order(order, message)
        assert order.recipient == message.recipient


def test_money_of_an_order_is_the_sum_of_its_items() -> None:
    row = {"订单号": "E1", "订单商品状态": "待发货", "商品名称": "卫衣", "商品数量": "1", "商品实际成交金额": "59"}
    (order,) = read_rows("youzan", row, {**row, "商品实际成交金额": "41.5"}).orders
    assert (order.received_fen, len(order.lines)) == (10050, 2)
