"""Douyin: orders, joined items, gift packs, after-sales, messages."""

from __future__ import annotations

from station.orders.canonical import CaseType, ChannelStatus
from tests.station.channels.samples import (
    assert_same_order,
    message_order,
    message_reading,
    order_of,
    read_rows,
    reading_of,
)

ROW = {"主订单编号": "6900000000000000002", "订单状态": "待发货", "选购商品": "卫衣", "商家编码": "A1", "商品数量": "1"}


def test_gift_pack_in_the_note_becomes_gift_lines() -> None:
    order = order_of("douyin_orders.csv")
    gifts = [(line.name, line.qty, line.bundle) for line in order.lines if line.is_gift]
    assert gifts == [("袜子", 2, "赠品组合包"), ("贴纸", 1, "赠品组合包")]


def test_export_and_message_tell_the_same() -> None:
    message = message_order("douyin", "doudian.order.orderDetail.json")
    order = order_of("douyin_orders.csv")
    assert_same_order(order, message)
    assert order.recipient is not None
    assert message.recipient is not None
    assert (order.recipient.name, order.recipient.phone) == (message.recipient.name, message.recipient.phone)
    assert order.recipient.name == "##密文"


def test_joined_items_become_lines() -> None:
    row = {**ROW, "选购商品": "卫衣;裤子", "商家编码": "A1;B2", "商品数量": "1;3", "商品规格": "雾蓝;黑"}
    (order,) = read_rows("douyin", row).orders
    assert [(line.channel_code, line.qty, line.spec_text) for line in order.lines] == [
        ("A1", 1, "雾蓝"),
        ("B2", 3, "黑"),
    ]


def test_joined_specs_are_cut_where_that_is_certain() -> None:
    row = {**ROW, "选购商品": "卫衣;裤子", "商家编码": "A1;B2", "商品数量": "1;3"}
    for spec, cut in (
        ("颜色:雾蓝;尺码:120cm;颜色:黑;尺码:M", ["颜色:雾蓝;尺码:120cm", "颜色:黑;尺码:M"]),
        ("颜色:雾蓝;尺码:120cm", ["", ""]),
    ):
        (order,) = read_rows("douyin", {**row, "商品规格": spec}).orders
        assert [line.spec_text for line in order.lines] == cut


def test_joined_items_that_do_not_line_up_are_refused() -> None:
    reading = read_rows(
        "douyin", {**ROW, "选购商品": "卫衣;裤子", "商家编码": "A1", "商品数量": "1;3"}, ROW | {"主订单编号": "2"}
    )
    assert [(one.row, one.column) for one in reading.refused] == [(2, "商家编码")]
    assert [order.number for order in reading.orders] == ["2"]


def test_parcel_in_one_cell_is_taken_apart() -> None:
    (order,) = read_rows("douyin", {**ROW, "订单状态": "已发货", "快递信息": "SF1234567890123-顺丰速运"}).orders
    assert (order.status, order.waybill_no, order.carrier) == (ChannelStatus.SHIPPED, "SF1234567890123", "顺丰速运")


def test_after_sale_export_tells_type_words_and_wanted_spec() -> None:
    (report,) = reading_of("douyin_aftersale.csv").cases
    case = report.case
    assert (report.number, case.case_no) == ("6900000000000000001", "7000000000000000001")
    assert (case.type, case.open, case.text, case.wanted_spec) == (
        CaseType.EXCHANGE,
        True,
        "120买小了想换130",
        "雾蓝 130cm",
    )


def test_after_sale_message_names_the_wanted_sku() -> None:
    (report,) = message_reading("douyin", "doudian.afterSale.Detail.exchange.json").cases
    (export,) = reading_of("douyin_aftersale.csv").cases
    assert report.case.wanted_code == "BGN-HD-01-BL-130"
    told = ("case_no", "type", "open", "agreed", "text", "wanted_spec", "sub_no", "applied_at")
    assert [getattr(report.case, name) for name in told] == [getattr(export.case, name) for name in told]


def test_pushes_name_order_and_case() -> None:
    order, case = message_reading("douyin", "doudian.push.json").to_fetch
    assert (order.kind, order.number, order.message_id) == ("order", "6900000000000000001", "7000000000000000001:101:1")
    assert (case.kind, case.case_no) == ("case", "7000000000000000001")


def test_refunded_item_leaves_the_order_and_a_person_looks() -> None:
    kept = {**ROW, "子订单编号": "1"}
    gone = {**ROW, "子订单编号": "2", "商家编码": "B2", "售后状态": "退款成功"}
    (order,) = read_rows("douyin", kept, gone).orders
    assert [line.channel_code for line in order.lines] == ["A1"]
    assert order.cases == ()
    assert order.flags == {"partial_refund", "ship_hold"}
    (all_gone,) = read_rows("douyin", {**kept, "售后状态": "退款成功"}, gone).orders
    assert [case.agreed for case in all_gone.cases] == [True, True]
