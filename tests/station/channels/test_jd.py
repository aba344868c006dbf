"""JD: export, locked orders, messages."""

from __future__ import annotations

import pytest

from station.channels.recognise import channels
from station.orders.canonical import CaseType, ChannelStatus
from tests.station.channels.samples import MADE, assert_same_order, message_order, message_reading, order_of, read_rows


def test_export_and_message_tell_the_same() -> None:
    order = order_of("jd_orders.csv")
    assert_same_order(order, message_order("jd", "jingdong.pop.order.get.json"))
    assert order.buyer_id == "jd_test01"
    assert order.recipient is not None
    assert order.recipient.detail == "文一西路0号测试楼1单元101室"


@pytest.mark.parametrize(
    ("status", "meaning", "held"),
    [
        ("等待出库", ChannelStatus.PAID, False),
        ("(锁定)等待出库", ChannelStatus.PAID, True),
        ("（删除）等待出库", ChannelStatus.CANCELLED, False),
        ("完成", ChannelStatus.DELIVERED, False),
    ],
)
def test_locked_orders_are_held_and_deleted_ones_cancelled(status: str, meaning: ChannelStatus, held: bool) -> None:
    row = {"订单号": "300000000001", "订单状态": status, "商品名称": "卫衣", "订购数量": "1", "货号": "A"}
    (order,) = read_rows("jd", row).orders
    assert (order.status, "ship_hold" in order.flags) == (meaning, held)


def test_after_service_is_an_exchange() -> None:
    (report,) = message_reading("jd", "jingdong.afterservice.json").cases
    assert (report.number, report.case.type, report.case.open) == ("300000000001", CaseType.EXCHANGE, True)


@pytest.mark.parametrize(
    ("code", "kind"), [(10, CaseType.RETURN_REFUND), (20, CaseType.EXCHANGE), (30, CaseType.REPAIR)]
)
def test_what_the_customer_expects_may_be_a_number_alone(code: int, kind: CaseType) -> None:
    body = {"serviceId": 1, "orderId": 2, "customerExpect": code, "serviceStatusName": "待审核"}
    (report,) = channels()["jd"].orders_from_message(body, received_at=MADE).cases
    assert (report.case.type, report.case.open) == (kind, True)
