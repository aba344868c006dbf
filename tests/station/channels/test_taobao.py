"""Taobao: order list and item list, presale stages, trade, refund and notice messages."""

from __future__ import annotations

from station.channels.recognise import channels
from station.intake.merge import merge
from station.orders.canonical import CanonicalLine, CaseType, ChannelStatus, Recipient
from tests.station.channels.samples import (
    MADE,
    assert_same_order,
    message_order,
    message_reading,
    read_rows,
    reading_of,
)


def test_order_list_gives_the_facts() -> None:
    order, presale = reading_of("taobao_ExportOrderList.csv").orders
    assert (order.channel, order.shop, order.number) == ("taobao", "测试旗舰店", "2600000000000000001")
    assert (order.status, order.received_fen, order.fee_fen) == (ChannelStatus.PAID, 12800, 0)
    assert order.recipient == Recipient(
        "测试收件人甲", "13800000001", "浙江省", "杭州市", "余杭区", "五常街道", "文一西路0号测试楼1单元101室"
    )
    assert order.buyer_note == "要结实点包装，上次压坏了"
    assert (presale.status, presale.deposit_fen, presale.flags) == (ChannelStatus.DEPOSIT, 2000, frozenset({"presale"}))


def test_order_list_and_item_list_become_one_order_like_the_message() -> None:
    (items,) = reading_of("taobao_ExportOrderDetailList_GUESS.csv").orders
    merged = merge([("items", items), ("orders", reading_of("taobao_ExportOrderList.csv").orders[0])])
    assert len(merged) == 1
    assert merged[0].lines == (
        CanonicalLine("测试童装加绒卫衣", 2, "BGN-HD-01-BL-120", "颜色分类:雾蓝;尺码:120cm", 6400),
    )
    assert_same_order(merged[0], message_order("taobao", "taobao.trade.fullinfo.get.json"), but={"buyer_note"})


def test_paid_presale_with_an_open_balance_is_a_deposit() -> None:
    row = {
        "订单编号": "1",
        "订单状态": "买家已付款，等待卖家发货",
        "宝贝标题": "镜架",
        "宝贝总数量": "1",
        "分阶段订单信息": "阶段1：已付款 定金20.00元 阶段2：未付款 尾款45.00元",
    }
    assert read_rows("taobao", row).orders[0].status is ChannelStatus.DEPOSIT
    paid = {**row, "分阶段订单信息": "阶段1：已付款 定金20.00元 阶段2：已付款 尾款45.00元"}
    assert read_rows("taobao", paid).orders[0].status is ChannelStatus.PAID


def test_changed_address_is_used_and_marked() -> None:
    row = {
        "订单编号": "1",
        "订单状态": "等待卖家发货",
        "收货地址": "浙江省 杭州市 余杭区 甲路1号",
        "物流单号": "No:YT1234567890",
    }
    order = read_rows("taobao", {**row, "修改后的收货地址": "浙江省 宁波市 鄞州区 乙路2号"}).orders[0]
    assert order.recipient is not None
    assert (order.recipient.city, order.recipient.detail) == ("宁波市", "乙路2号")
    assert "address_changed" in order.flags
    assert order.waybill_no == "YT1234567890"


def test_refund_message_keeps_the_buyers_words() -> None:
    (report,) = message_reading("taobao", "taobao.refund.get.json").cases
    assert (report.number, report.case.type, report.case.open) == ("2600000000000000001", CaseType.RETURN_REFUND, True)
    assert report.case.text == "尺码小了想换大一码"


def test_notice_only_names_the_order() -> None:
    (wanted,) = message_reading("taobao", "taobao.tmc.message.json").to_fetch
    assert (wanted.kind, wanted.number, wanted.message_id) == ("order", "2600000000000000001", "6000000000000000001")


def test_a_group_that_is_not_full_yet_is_paid_but_held() -> None:
    trade = {"tid": 1, "status": "PAID_FORBID_CONSIGN", "orders": {"order": [{"title": "卫衣", "num": 1}]}}
    (order,) = channels()["taobao"].orders_from_message({"trade": trade}, received_at=MADE).orders
    assert (order.status, order.flags) == (ChannelStatus.PAID, frozenset({"ship_hold"}))
