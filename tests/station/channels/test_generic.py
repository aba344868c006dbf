"""Any shop system nobody knows."""

from __future__ import annotations

from station.channels.reading import Told
from station.channels.recognise import channels, recognise
from station.orders.canonical import ChannelStatus
from tests.station.channels.samples import MADE, read_rows

ROW = {"单号": "X-7", "状态": "已付款", "品名": "杯子", "数量": "1", "SKU编码": "CUP-1"}


def test_reads_columns_by_the_names_people_give_them() -> None:
    (order,) = read_rows("generic", ROW).orders
    assert (order.number, order.status, order.lines[0].channel_code) == ("X-7", ChannelStatus.PAID, "CUP-1")


def test_is_never_recognised_by_itself() -> None:
    assert recognise(list(ROW)) is None
    chosen = recognise(list(ROW), channel="generic")
    assert chosen is not None


def test_confirmed_needs_a_person_to_say_what_it_means() -> None:
    confirmed = {**ROW, "状态": "已确认"}
    (refused,) = read_rows("generic", confirmed).refused
    assert (refused.column, refused.value) == ("状态", "已确认")
    told = Told(MADE, statuses={"已确认": ChannelStatus.PAID})
    (order,) = read_rows("generic", confirmed, told=told).orders
    assert order.status is ChannelStatus.PAID


def test_takes_messages_in_our_own_json() -> None:
    body = {"number": "X-8", "status": "shipped", "items": [{"name": "杯子", "qty": 1}]}
    (order,) = channels()["generic"].orders_from_message(body, received_at=MADE).orders
    assert order.status is ChannelStatus.SHIPPED
