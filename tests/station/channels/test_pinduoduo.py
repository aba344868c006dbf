"""Pinduoduo: short and full export, risk check, gifts, refunds, messages."""

from __future__ import annotations

import pytest

from station.channels.recognise import channels
from station.orders.canonical import CaseType, ChannelStatus
from tests.station.channels.samples import MADE, assert_same_order, message_order, message_reading, order_of, read_rows

ROW = {
    "订单号": "260105-000000000000001",
    "订单状态": "待发货",
    "商品": "卫衣",
    "商品数量(件)": "1",
    "商家编码-规格维度": "A1",
}


@pytest.mark.parametrize("name", ["pdd_orders_default.csv", "pdd_orders_all.csv"])
def test_export_and_message_tell_the_same(name: str) -> None:
    message = message_order("pinduoduo", "pdd.order.information.get.json")
    assert_same_order(order_of(name), message, but={"flags"})


def test_full_export_knows_the_region() -> None:
    recipient = order_of("pdd_orders_all.csv").recipient
    assert recipient is not None
    assert (recipient.district, recipient.town) == ("莎车县", "城东街道")


def test_risk_check_is_a_flag_that_can_go_again() -> None:
    checked = read_rows("pinduoduo", {**ROW, "是否审核中": "是"}).orders[0]
    free = read_rows("pinduoduo", {**ROW, "是否审核中": "否"}).orders[0]
    assert checked.flags == {"risk"}
    assert not free.flags
    assert free.known_flags == {"risk"}


@pytest.mark.parametrize(
    ("status", "after_sale"),
    [("待发货", "退款成功"), ("未发货，退款成功", ""), ("待发货,退款成功", "无售后或售后取消")],
)
def test_refunded_order_carries_an_agreed_refund(status: str, after_sale: str) -> None:
    (order,) = read_rows("pinduoduo", {**ROW, "订单状态": status, "售后状态": after_sale}).orders
    (case,) = order.cases
    assert (order.status, case.type, case.agreed) == (ChannelStatus.PAID, CaseType.REFUND_ONLY, True)


def test_gift_columns_become_a_gift_line() -> None:
    order = read_rows("pinduoduo", {**ROW, "赠品名称": "袜子", "赠品规格": "白", "赠品数量": "2"}).orders[0]
    assert [(line.name, line.qty, line.is_gift) for line in order.lines] == [("卫衣", 1, False), ("袜子", 2, True)]


def test_presale_message_is_a_deposit() -> None:
    order = message_order("pinduoduo", "pdd.order.information.get.presale.json")
    assert (order.status, order.deposit_fen) == (ChannelStatus.DEPOSIT, 1000)


def test_refund_list_and_notices() -> None:
    (report,) = message_reading("pinduoduo", "pdd.refund.list.increment.get.json").cases
    assert (report.case.type, report.case.open, report.case.text) == (CaseType.EXCHANGE, True, "尺码不合适")
    (order,) = message_reading("pinduoduo", "pdd.message.ws.json").to_fetch
    assert (order.number, order.message_id) == ("260105-000000000000001", "9007199254740993")
    (case,) = message_reading("pinduoduo", "pdd.message.refund.json").to_fetch
    assert (case.kind, case.case_no) == ("case", "7000000001")


AFTER_SALES = """
0 无售后
2 买家申请退款，待商家处理
3 退货退款，待商家处理
4 商家同意退款，退款中
5 平台同意退款，退款中
6 驳回退款，待用户处理
7 已同意退货退款，待用户发货
8 平台处理中
9 平台拒绝退款，退款关闭
10 退款成功
11 买家撤销
12 买家逾期未处理，退款失败
13 买家逾期，超过有效期，退款失败
14 换货补寄待商家处理
15 换货补寄待用户处理
16 换货补寄成功
17 换货补寄失败
18 换货补寄待用户确认完成
21 待商家同意维修
22 待用户确认发货
24 维修关闭
25 维修成功
27 待用户确认收货
31 已同意拒收退款，待用户拒收
32 补寄待商家发货
33 同意召回后退款，待商家召回
""".strip()


@pytest.mark.parametrize("pair", AFTER_SALES.splitlines())
def test_word_and_number_of_an_after_sale_mean_the_same(pair: str) -> None:
    status, word = pair.split(" ")
    (told,) = read_rows("pinduoduo", {**ROW, "售后状态": word}).orders
    body = {
        "order_sn": ROW["订单号"],
        "order_status": 1,
        "after_sales_status": int(status),
        "item_list": [{"goods_name": "卫衣", "goods_count": 1}],
    }
    (pushed,) = channels()["pinduoduo"].orders_from_message({"order_info": body}, received_at=MADE).orders
    assert told.cases == pushed.cases
