"""JD's open platform: ``jingdong.pop.order.get``, ``enSearch`` and after-service answers.

Names of fields as in the SDK (DOMAIN.md 1.3); ``customerExpect`` 20 is an exchange (from memory, so the name beside
the number goes before it). Ids are text or long numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.cells import CellError
from station.channels.base import CaseReport, Reading
from station.channels.gifts import gift_lines
from station.channels.payload import bad, dig, items, latest, need, quantity, text, when, yuan
from station.channels.regions_in import recipient_in
from station.channels.words import CaseWord, case_of, case_words, type_of
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_HOLDS = frozenset({"LOCKED", "PAUSE", "POP_ORDER_PAUSE"})
_STATUS = {
    "NOT_PAY": ChannelStatus.UNPAID,
    "WAIT_PAY": ChannelStatus.UNPAID,
    "WAIT_SELLER_STOCK_OUT": ChannelStatus.PAID,
    "WAIT_SELLER_DELIVERY": ChannelStatus.PAID,
    "WAIT_SEND_CODE": ChannelStatus.PAID,
    "LOCKED": ChannelStatus.PAID,
    "PAUSE": ChannelStatus.PAID,
    "POP_ORDER_PAUSE": ChannelStatus.PAID,
    "WAIT_GOODS_RECEIVE_CONFIRM": ChannelStatus.SHIPPED,
    "FINISHED_L": ChannelStatus.DELIVERED,
    "TRADE_CANCELED": ChannelStatus.CANCELLED,
    "DELETED": ChannelStatus.CANCELLED,
}
_SERVICE = {
    **case_words(
        CaseWord(CaseType.OTHER, open=True),
        "待审核|申请阶段|待客户反馈|客户反馈|待收货|商家收货|待处理|待客户确认|用户确认|待取件|审核通过|待用户发货|换新中|维修中|处理中|补发商品待出库",
    ),
    **case_words(CaseWord(CaseType.OTHER, open=False), "取消|审核关闭|已取消|审核不通过|关闭|强制关单|用户取消"),
    **case_words(CaseWord(CaseType.OTHER, open=False, agreed=True), "完成|已完成"),
}
_EXPECTED = {"10": "退货", "20": "换货", "30": "维修"}


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one answer.

    Raises:
        BadMessageError: none of these.
    """
    for wrapper in ("jingdong_pop_order_get_responce", "jingdong_pop_order_get_response"):
        order = dig(body, f"{wrapper}.orderDetailInfo.orderInfo")
        if isinstance(order, dict):
            return Reading(orders=(_order(order, received_at),))
    listed = items(body, "jingdong_pop_order_enSearch_responce.searchorderinfo_result.orderInfoList")
    if listed:
        return Reading(orders=tuple(_order(one, received_at) for one in listed))
    if text(body, "orderState"):
        return Reading(orders=(_order(body, received_at),))
    if text(body, "serviceId"):
        return Reading(cases=(_case(body, received_at),))
    raise bad(_("This is no message of {channel}").format(channel="jd"))


def _order(order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    word = text(order, "orderState")
    if word not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=word or "?"))
    note = text(order, "venderRemark")
    created, paid = when(order, "orderStartTime"), when(order, "paymentConfirmTime")
    finished = when(order, "orderEndTime")
    return CanonicalOrder(
        channel="jd",
        shop="",
        number=need(order, "orderId"),
        status=_STATUS[word],
        lines=tuple(_line(item) for item in items(order, "itemInfoList")) + gift_lines(note),
        updated_at=when(order, "modified") or latest(created, paid, finished) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        received_fen=yuan(order, "orderPayment"),
        recipient=recipient_in(
            text(order, "consigneeInfo.fullname"),
            text(order, "consigneeInfo.mobile", "consigneeInfo.telephone"),
            [text(order, f"consigneeInfo.{level}") for level in ("province", "city", "county", "town")],
            detail=text(order, "consigneeInfo.fullAddress"),
        ),
        buyer_id=text(order, "pin", "open_id_buyer") or None,
        buyer_note=text(order, "orderRemark"),
        seller_note=note,
        waybill_no=text(order, "waybill") or None,
        flags=frozenset({"ship_hold"}) if word in _HOLDS else frozenset(),
        known_flags=frozenset({"ship_hold"}),
    )


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "skuName"),
        qty=quantity(item, "itemTotal"),
        channel_code=text(item, "outerSkuId", "productNo") or None,
        price_fen=yuan(item, "jdPrice"),
    )


def _case(case: dict[str, Any], received_at: datetime) -> CaseReport:
    try:
        asked = text(case, "customerExpectName") or _EXPECTED.get(text(case, "customerExpect"), "")
        kind = type_of(asked, column="customerExpectName")
        said = case_of(text(case, "serviceStatusName"), _SERVICE, column="serviceStatusName")
    except CellError as error:
        raise bad(error.why) from error
    applied = when(case, "applyTime")
    told = CanonicalCase(
        need(case, "serviceId"),
        kind,
        said is not None and said.open,
        said is not None and said.agreed,
        text=text(case, "questionDesc", "questionTypeName"),
        applied_at=applied,
    )
    changed = when(case, "updateTime") or applied or received_at
    return CaseReport("jd", "", need(case, "orderId"), told, changed)
