"""Any shop system nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from station.channels.payload import parse_json
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


@pytest.mark.parametrize("channel", ["generic", "manual", "miniprogram"])
def test_file_and_our_own_json_tell_the_same(channel: str) -> None:
    number = {"generic": "单号", "manual": "手工单号", "miniprogram": "小程序订单号"}[channel]
    row = {
        number: "X-9",
        "状态": "已发货",
        "下单时间": "2026-01-05 10:05:00",
        "付款时间": "2026-01-05 10:06:00",
        "发货时间": "2026-01-06 09:00:00",
        "承诺发货时间": "2026-01-07 10:00:00",
        "实付金额": "59.90",
        "手续费": "0.6",
        "定金": "10",
        "收货人": "张三",
        "电话": "13800000001",
        "收货地址": "浙江省绍兴市柯桥区钱清街道镇前路12号",
        "买家留言": "快",
        "商家备注": "赠品组合包：袜子x2",
        "快递单号": "SF1",
        "快递公司": "顺丰",
        "仓库": "A",
        "品名": "杯子",
        "数量": "2",
        "SKU编码": "CUP-1",
        "规格": "白",
        "单价": "29.95",
        "是否赠品": "否",
    }
    item = {"name": "杯子", "qty": 2, "code": "CUP-1", "spec": "白", "price": "29.95"}
    body = {
        "number": "X-9",
        "status": "shipped",
        "created_at": 1767578700,
        "paid_at": "2026-01-05T10:06:00+08:00",
        "shipped_at": "2026-01-06 09:00:00",
        "ship_by": "2026-01-07 10:00:00",
        "received": "59.9",
        "fee": 0.6,
        "deposit": 10,
        "recipient": {"name": "张三", "phone": "+86 138-0000-0001", "address": row["收货地址"]},
        "buyer_note": "快",
        "seller_note": "赠品组合包：袜子x2",
        "waybill_no": "SF1",
        "carrier": "顺丰",
        "warehouse": "A",
        "items": [item],
    }
    (told,) = read_rows(channel, row).orders
    (pushed,) = channels()[channel].orders_from_message(parse_json(json.dumps(body)), received_at=MADE).orders
    assert replace(pushed, source="file", updated_at=told.updated_at) == told
