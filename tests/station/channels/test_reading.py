"""Rows to orders, whatever the channel: rows that belong together, refusals, unknown words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.channels.recognise import channels, recognise
from station.orders.canonical import ChannelStatus
from tests.station.channels.samples import MADE, SAMPLES, read_rows, reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = {"订单号": "1", "订单状态": "待发货", "商品名称": "卫衣", "成交数量": "1", "SKU编码": "A"}
FILES = {path.name for path in SAMPLES.glob("*.*sv")} | {path.name for path in SAMPLES.glob("*.xlsx")}
SOURCES = {
    "1688": "alibaba",
    "douyin": "douyin",
    "jd": "jd",
    "kuaishou": "kuaishou",
    "pdd": "pinduoduo",
    "qianniu": "qianniu",
    "taobao": "taobao",
    "weixin": "weixin",
    "xiaohongshu": "xiaohongshu",
    "youzan": "youzan",
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_sample_is_recognised_in_any_order_of_columns(name: str) -> None:
    from station.channels.recognise import knows
    from station.intake.tables import read_table

    table = read_table(SAMPLES / name, knows=knows)
    for header in (table.header, tuple(reversed(table.header)), table.header[: len(table.header) * 2 // 3]):
        export = recognise(header)
        if export is None:
            assert header not in (table.header, tuple(reversed(table.header)))
            continue
        assert export.source == SOURCES[name.split("_", maxsplit=1)[0]]
    assert not reading_of(name).refused


def test_a_bad_row_takes_its_order_with_it_and_nothing_else() -> None:
    bad = {**ROW, "成交数量": "两件"}
    reading = read_rows("kuaishou", ROW, bad, {**ROW, "订单号": "2"})
    assert [order.number for order in reading.orders] == ["2"]
    assert [(one.row, one.column, one.value) for one in reading.refused] == [
        (2, "订单号", "1"),
        (3, "成交数量", "两件"),
    ]


@pytest.mark.parametrize("status", ["已确认", "", "待确定发货吗"])
def test_an_unknown_status_is_refused_by_name(status: str) -> None:
    (refused,) = read_rows("kuaishou", {**ROW, "订单状态": status}).refused
    assert (refused.row, refused.column, refused.value) == (2, "订单状态", status)


def test_an_unknown_after_sale_word_is_refused_by_name() -> None:
    (refused,) = read_rows("kuaishou", {**ROW, "售后状态": "薛定谔"}).refused
    assert (refused.column, refused.value) == ("售后状态", "薛定谔")


@pytest.mark.parametrize("number", ["2.6E+18", ""])
def test_a_damaged_number_is_refused(number: str) -> None:
    (refused,) = read_rows("kuaishou", {**ROW, "订单号": number}).refused
    assert refused.column == "订单号"


def test_a_closed_item_leaves_the_order() -> None:
    (order,) = read_rows("kuaishou", ROW, {**ROW, "SKU编码": "B", "订单状态": "已关闭"}).orders
    assert order.status is ChannelStatus.PAID
    assert [line.channel_code for line in order.lines] == ["A"]
    assert "ship_hold" in order.flags


def test_part_shipped_order_waits_for_a_person() -> None:
    (order,) = read_rows("kuaishou", ROW, {**ROW, "SKU编码": "B", "订单状态": "已发货"}).orders
    assert (order.status, len(order.lines)) == (ChannelStatus.PAID, 2)
    assert {"part_shipped", "ship_hold"} <= order.flags


def test_no_status_word_of_any_channel_is_confirmed() -> None:
    for one in channels().values():
        for export in one.exports:
            assert "已确认" not in export.statuses


@pytest.mark.parametrize("number", ["合计", "总计:12单", "——", "共计 3"])
def test_a_sheet_added_up_at_its_foot_is_no_order(number: str) -> None:
    reading = read_rows("kuaishou", ROW, {**ROW, "订单号": number})
    assert [order.number for order in reading.orders] == ["1"]
    assert [(one.row, one.column, one.value) for one in reading.refused] == [(3, "订单号", number)]


def test_money_is_found_whatever_unit_stands_behind_its_name() -> None:
    told = {**ROW, "实付款(单位：元)": "64.00"}
    (order,) = read_rows("kuaishou", told).orders
    assert order.received_fen == 6400


def test_merged_cells_of_an_order_are_one_order() -> None:
    more = {"订单号": "", "订单状态": "", "商品名称": "帽子", "成交数量": "2", "SKU编码": "B"}
    (order,) = read_rows("kuaishou", {**ROW, "实付款": "9"}, more).orders
    assert [(line.channel_code, line.qty) for line in order.lines] == [("A", 1), ("B", 2)]


def test_an_item_below_a_refused_order_is_not_given_to_the_order_above_it() -> None:
    more = {"订单号": "", "订单状态": "", "商品名称": "帽子", "成交数量": "2", "SKU编码": "B"}
    reading = read_rows("kuaishou", ROW, {**ROW, "订单号": "2.6E+18"}, more, {**more, "商品名称": "合计"})
    assert [len(order.lines) for order in reading.orders] == [1]
    assert [one.row for one in reading.refused] == [3, 4, 5]


def test_an_order_whose_number_is_missing_is_refused() -> None:
    reading = read_rows("kuaishou", ROW, {**ROW, "订单号": "", "实付款": "9"})
    assert (len(reading.orders), [one.row for one in reading.refused]) == (1, [3])


STATES = [
    ("taobao", {"订单编号": "1", "订单状态": "卖家部分发货", "宝贝标题": "卫衣"}, {"status": "SELLER_CONSIGNED_PART"}),
    ("taobao", {"订单编号": "1", "订单状态": "等待买家付款", "宝贝标题": "卫衣"}, {"status": "WAIT_BUYER_PAY"}),
    ("douyin", {"主订单编号": "1", "订单状态": "部分发货", "选购商品": "卫衣"}, {"order_status": 101}),
    ("douyin", {"主订单编号": "1", "订单状态": "部分支付", "选购商品": "卫衣"}, {"order_status": 103}),
    ("jd", {"订单号": "1", "订单状态": "(锁定)等待出库", "商品名称": "卫衣"}, {"orderState": "LOCKED"}),
    ("jd", {"订单号": "1", "订单状态": "(删除)等待出库", "商品名称": "卫衣"}, {"orderState": "TRADE_CANCELED"}),
    ("kuaishou", {"订单号": "1", "订单状态": "交易失败", "商品名称": "卫衣"}, {"status": 80}),
    ("weixin", {"订单号": "1", "订单状态": "部分发货", "商品名称": "卫衣"}, {"status": 21}),
    ("weixin", {"订单号": "1", "订单状态": "礼物待收下", "商品名称": "卫衣"}, {"status": 12}),
    ("youzan", {"订单号": "1", "订单状态": "等待商家发货", "商品名称": "卫衣"}, {"status": "WAIT_SELLER_SEND_GOODS"}),
    ("alibaba", {"订单编号": "1", "订单状态": "部分发货", "货品标题": "卫衣"}, {"status": "partsend"}),
]
BODIES: dict[str, Callable[[dict[str, object]], object]] = {
    "taobao": lambda told: {"trade": {**told, "tid": "1", "orders": {"order": [{"title": "卫衣", "num": 1}]}}},
    "douyin": lambda told: {**told, "order_id": "1", "sku_order_list": [{"product_name": "卫衣", "item_num": 1}]},
    "jd": lambda told: {**told, "orderId": "1", "itemInfoList": [{"skuName": "卫衣", "itemTotal": 1}]},
    "kuaishou": lambda told: {
        "orderBaseInfo": {**told, "oid": "1"},
        "orderItemInfo": [{"itemTitle": "卫衣", "num": 1}],
    },
    "weixin": lambda told: {
        "order": {**told, "order_id": "1", "order_detail": {"product_infos": [{"title": "卫衣", "sku_cnt": 1}]}}
    },
    "youzan": lambda told: {
        "full_order_info": {"order_info": {**told, "tid": "1"}, "orders": [{"title": "卫衣", "num": 1}]}
    },
    "alibaba": lambda told: {"baseInfo": {**told, "id": 1}, "productItems": [{"name": "卫衣", "quantity": 1}]},
}


@pytest.mark.parametrize(("channel", "row", "told"), STATES)
def test_a_state_is_the_same_in_export_and_message(channel: str, row: dict[str, str], told: dict[str, object]) -> None:
    (exported,) = read_rows(channel, row).orders
    (pushed,) = channels()[channel].orders_from_message(BODIES[channel](told), received_at=MADE).orders
    assert (exported.status, exported.flags) == (pushed.status, pushed.flags)
