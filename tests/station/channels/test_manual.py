"""Orders kept by hand."""

from __future__ import annotations

from station.channels.recognise import channels
from station.orders.canonical import ChannelStatus
from tests.station.channels.samples import MADE, read_rows

ROW = {
    "手工单号": "S-001",
    "客户": "李四",
    "电话": "0575-84000000",
    "地址": "绍兴市柯桥区钱清镇1号",
    "型号": "LW-3021B",
    "数量": "12",
}


def test_a_list_without_status_is_to_be_sent() -> None:
    (order,) = read_rows("manual", ROW).orders
    assert order.status is ChannelStatus.PAID
    assert [(line.channel_code, line.qty) for line in order.lines] == [("LW-3021B", 12)]
    assert order.recipient is not None
    assert (order.recipient.district, order.recipient.phone) == ("柯桥区", "0575-84000000")


def test_a_status_that_is_written_must_be_known() -> None:
    reading = read_rows("manual", {**ROW, "状态": "差不多好了"})
    assert [(one.column, one.value) for one in reading.refused] == [("状态", "差不多好了")]


def test_takes_messages_in_our_own_json() -> None:
    body = [{"number": "S-1", "status": "待发货", "items": [{"name": "镜架", "qty": "3"}]}]
    (order,) = channels()["manual"].orders_from_message(body, received_at=MADE).orders
    assert (order.channel, order.lines[0].qty) == ("manual", 3)
