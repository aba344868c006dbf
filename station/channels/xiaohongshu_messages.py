"""Xiaohongshu's open platform: ``order.getOrderDetail``, after-sale answers, and pushes, which only name an order.

orderStatus 1 待付款, 2 已支付处理中, 3 清关中, 4 待发货, 5 部分发货, 6 待收货, 7 已完成, 8 已关闭, 9 已取消, 10
换货申请中. Money is fen, times are milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import CaseReport, Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.partial import Part, settle
from station.channels.payload import bad, dig, items, latest, need, number, parse_json, quantity, text, when
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    1: ChannelStatus.UNPAID,
    2: ChannelStatus.PAID,
    3: ChannelStatus.PAID,
    4: ChannelStatus.PAID,
    5: ChannelStatus.PAID,
    6: ChannelStatus.SHIPPED,
    7: ChannelStatus.DELIVERED,
    8: ChannelStatus.CANCELLED,
    9: ChannelStatus.CANCELLED,
    10: ChannelStatus.DELIVERED,
}
_NOT_YET, _PART_SHIPPED, _EXCHANGE_ASKED = frozenset({2, 3}), 5, 10
_TYPES = {
    1: CaseType.RETURN_REFUND,
    2: CaseType.EXCHANGE,
    3: CaseType.REFUND_ONLY,
    4: CaseType.REFUND_ONLY,
    5: CaseType.REFUND_ONLY,
    6: CaseType.RESEND,
}
_OPEN, _AGREED, _CLOSED = frozenset({1, 2, 3, 9, 10, 11, 12, 13, 14}), frozenset({4}), frozenset({5, 6, 7, 8})
_CASE_OPEN, _CASE_DONE, _CASE_CLOSED = 2, 3, frozenset({4, 5, 6})


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one answer or push.

    Raises:
        BadMessageError: none of these.
    """
    if isinstance(body, list):
        return Reading(to_fetch=tuple(_notice(one) for one in body))
    if text(body, "msgTag"):
        return Reading(to_fetch=(_notice(body),))
    data = dig(body, "data") if isinstance(dig(body, "data"), dict) else body
    if text(data, "returnsId"):
        return Reading(cases=(_case(data, received_at),))
    if text(data, "orderId") and text(data, "orderStatus"):
        return Reading(orders=(_order(data, received_at),))
    raise bad(_("This is no message of {channel}").format(channel="xiaohongshu"))


def _order(order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    status = number(order, "orderStatus")
    if status not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=status))
    order_no, note = need(order, "orderId"), text(order, "sellerRemark")
    settled = settle([_part(item, _STATUS[status]) for item in items(order, "itemList")])
    created, paid = when(order, "createdTime"), when(order, "paidTime")
    shipped = when(order, "deliveryTime")
    flags = {"part_shipped", "ship_hold"} if status == _PART_SHIPPED else set()
    if status in _NOT_YET:
        flags.add("ship_hold")
    if number(order, "orderType") == 5:
        flags.add("exchange_resend")
    elif number(order, "orderType") == 2:
        flags.add("presale")
    return CanonicalOrder(
        channel="xiaohongshu",
        shop=text(order, "shopName"),
        number=order_no,
        status=_STATUS[status],
        lines=settled.lines + gift_lines(note),
        updated_at=when(order, "updateTime") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        ship_by=when(order, "promiseLastDeliveryTime"),
        received_fen=number(order, "totalPayAmount"),
        recipient=Recipient(
            text(order, "receiverName"),
            text(order, "receiverPhone"),
            text(order, "receiverProvinceName"),
            text(order, "receiverCityName"),
            text(order, "receiverDistrictName"),
            text(order, "receiverTownName"),
            text(order, "receiverAddress"),
        ),
        buyer_id=text(order, "userId", "openAddressId") or None,
        buyer_note=text(order, "customerRemark"),
        seller_note=note,
        waybill_no=text(order, "expressTrackingNo") or None,
        carrier=text(order, "expressCompanyName", "expressCompanyCode") or None,
        cases=_cases(order, order_no, status),
        flags=settled.flags | flags,
        known_flags=frozenset({"ship_hold"}),
    )


def _part(item: dict[str, Any], status: ChannelStatus) -> Part:
    """One item; an item whose after-sale is through (3) was refunded when nothing has left yet."""
    sku = text(item, "skuId", "itemId")
    through = number(item, "skuAfterSaleStatus") == _CASE_DONE
    case = CanonicalCase(sku, CaseType.REFUND_ONLY, open=False, agreed=True) if through else None
    return Part((_line(item),), status, case)


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "itemName", "skuName"),
        qty=quantity(item, "skuQuantity"),
        channel_code=text(item, "erpcode") or None,
        spec_text=text(item, "skuSpec"),
        is_gift=number(item, "skuTag") == 1,
    )


def _cases(order: dict[str, Any], order_no: str, status: int) -> tuple[CanonicalCase, ...]:
    """orderAfterSalesStatus: 1 none, 2 under way, 3 done, 4 refused, 5 closed, 6 closed by the platform."""
    said = number(order, "orderAfterSalesStatus") or 1
    if status == _EXCHANGE_ASKED:
        return (CanonicalCase(order_no, CaseType.EXCHANGE, open=True, agreed=False),)
    if said == 1:
        return ()
    if said not in {_CASE_OPEN, _CASE_DONE} | _CASE_CLOSED:
        raise bad(_("The after-sale status {status} is not known").format(status=said))
    before = _STATUS[status] in {ChannelStatus.UNPAID, ChannelStatus.PAID}
    kind = CaseType.REFUND_ONLY if said == _CASE_DONE and before else CaseType.OTHER
    return (CanonicalCase(order_no, kind, open=said == _CASE_OPEN, agreed=said == _CASE_DONE),)


def _case(case: dict[str, Any], received_at: datetime) -> CaseReport:
    kind, status = number(case, "returnType"), number(case, "status")
    if kind not in _TYPES:
        raise bad(_("The after-sale type {kind} is not known").format(kind=kind))
    if status not in _OPEN | _AGREED | _CLOSED:
        raise bad(_("The after-sale status {status} is not known").format(status=status))
    applied = when(case, "applyTime")
    wanted = next(iter(items(case, "exchangeSkus")), None)
    told = CanonicalCase(
        need(case, "returnsId"),
        _TYPES[kind],
        status in _OPEN,
        status in _AGREED,
        text=text(case, "desc", "reasonNameZh"),
        wanted_code=text(wanted, "skuERPCode") or None,
        wanted_spec=text(wanted, "skuSpec"),
        applied_at=applied,
    )
    changed = when(case, "updatedAt") or applied or received_at
    return CaseReport("xiaohongshu", "", need(case, "orderId"), told, changed)


def _notice(one: Any) -> ToFetch:
    content = dig(one, "data")
    inner = parse_json(content) if isinstance(content, str) else content
    tag = text(one, "msgTag").lower()
    case_no = text(inner, "returnsId")
    kind = "case" if case_no or "aftersale" in tag or "return" in tag else "order"
    order_no = text(inner, "orderId") or ("" if case_no else need(inner, "orderId"))
    stamp = text(inner, "updateTime", "updatedAt")
    message_id = ":".join(part for part in (tag, order_no, case_no, text(inner, "orderStatus"), stamp) if part)
    return ToFetch("xiaohongshu", text(one, "sellerId"), kind, order_no, case_no, message_id)
