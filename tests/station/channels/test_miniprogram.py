"""The shop's own mini program."""

from __future__ import annotations

import pytest

from station.channels.base import BadMessageError
from station.channels.recognise import channels, recognise
from station.orders.canonical import CanonicalLine, ChannelStatus
from tests.station.channels.samples import MADE, assert_same_order, read_rows

ROW = {
    "小程序订单号": "M0001",
    "订单状态": "待发货",
    "商品名称": "卫衣",
    "数量": "2",
    "商家编码": "A1",
    "收货人": "张三",
    "手机号": "13800000001",
    "收货地址": "浙江省杭州市余杭区五常街道文一西路1号",
    "备注": "赠品：袜子x1",
}
BODY = {
    "number": "M0001",
    "status": "paid",
    "seller_note": "赠品：袜子x1",
    "recipient": {"name": "张三", "phone": "13800000001", "address": "浙江省杭州市余杭区五常街道文一西路1号"},
    "items": [{"name": "卫衣", "qty": 2, "code": "A1"}],
}


def test_export_and_message_tell_the_same() -> None:
    (order,) = read_rows("miniprogram", ROW).orders
    (message,) = channels()["miniprogram"].orders_from_message(BODY, received_at=MADE).orders
    assert_same_order(order, message)
    assert order.recipient == message.recipient
    assert order.status is ChannelStatus.PAID
    assert order.lines[1] == CanonicalLine("袜子", 1, is_gift=True, bundle="赠品")


def test_is_recognised_by_its_number_column() -> None:
    export = recognise(list(ROW))
    assert export is not None
    assert export.source == "miniprogram"


@pytest.mark.parametrize("body", [{}, {"number": "1", "status": "paid"}, {**BODY, "status": "已确认"}, [1]])
def test_other_messages_are_refused(body: object) -> None:
    with pytest.raises(BadMessageError):
        channels()["miniprogram"].orders_from_message(body, received_at=MADE)
