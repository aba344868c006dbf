"""WeChat shop API: ``channels/ec/order/get``, after-sale answers, and events, which only name an order.

Order status 10 待付款, 12 礼物待收下, 13 凑团, 20 待发货, 21 部分发货, 30 待收货, 100 完成, 190/200/250 取消. Money
is fen, times are seconds. After-sale types are REFUND and RETURN only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import CaseReport, Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.partial import Part, settle
from station.channels.payload import bad, dig, items, latest, need, number, quantity, text, when
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    10: ChannelStatus.UNPAID,
    12: ChannelStatus.UNPAID,
    13: ChannelStatus.UNPAID,
    20: ChannelStatus.PAID,
    21: ChannelStatus.PAID,
    30: ChannelStatus.SHIPPED,
    100: ChannelStatus.DELIVERED,
    190: ChannelStatus.CANCELLED,
    200: ChannelStatus.CANCELLED,
    250: ChannelStatus.CANCELLED,
}
_TYPES = {"REFUND": CaseType.REFUND_ONLY, "RETURN": CaseType.RETURN_REFUND, "EXCHANGE": CaseType.EXCHANGE}
_OPEN = frozenset(
    {
        "USER_APPLYING",
        "MERCHANT_PROCESSING",
        "USER_WAIT_RETURN",
        "MERCHANT_WAIT_RECEIPT",
        "MERCHANT_REJECT_REFUND",
        "MERCHANT_REJECT_RETURN",
        "PLATFORM_REFUNDING",
        "MERCHANT_REFUNDING",
        "MERCHANT_OVERDUE_REFUND",
        "WAIT_PLATFORM_COMPLAINT",
        "PLATFORM_COMPLAINT",
        "MERCHANT_EXCHANGE_PROCESSING",
        "USER_WAIT_CONFIRM_UPDATE",
        "WAIT_MERCHANT_EXCHANGE",
    }
)
_AGREED = frozenset({"MERCHANT_REFUND_SUCCESS", "PLATFORM_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS", "REFUND_SUCCESS"})
_CLOSED = frozenset({"USER_CANCELD", "USER_CANCELED", "MERCHANT_FAIL", "REFUND_CLOSED", "RETURN_CLOSED", "CLOSED"})


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one answer or event.

    Raises:
        BadMessageError: none of these.
    """
    event = text(body, "Event")
    if event.startswith("channels_ec_"):
        return Reading(to_fetch=(_notice(body, event),))
    case = dig(body, "after_sale_order")
    if isinstance(case, dict):
        return Reading(cases=(_case(case, received_at),))
    order = dig(body, "order")
    if isinstance(order, dict):
        return Reading(orders=(_order(order, received_at),))
    raise bad(_("This is no message of {channel}").format(channel="weixin"))


def _notice(body: dict[str, Any], event: str) -> ToFetch:
    info = next((value for value in body.values() if isinstance(value, dict)), {})
    case_no = text(info, "after_sale_order_id")
    message_id = ":".join((event, text(info, "order_id"), case_no, text(info, "status"), text(body, "CreateTime")))
    kind = "case" if case_no else "order"
    return ToFetch("weixin", text(body, "ToUserName"), kind, need(info, "order_id"), case_no, message_id)


def _order(order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    status = number(order, "status")
    if status not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=status))
    detail = dig(order, "order_detail") or {}
    products = items(detail, "product_infos")
    settled = settle([_part(product, order, _STATUS[status]) for product in products])
    note = text(detail, "ext_info.merchant_notes")
    created, paid = when(order, "create_time"), when(detail, "pay_info.pay_time")
    parcels = items(detail, "delivery_info.delivery_product_info")
    flags = {"part_shipped", "ship_hold"} if status == 21 else set()
    if dig(order, "order_detail.ext_info.present_order_id") or dig(order, "is_present") is True:
        flags.add("gift_order")
    return CanonicalOrder(
        channel="weixin",
        shop="",
        number=need(order, "order_id"),
        status=settled.status if products else _STATUS[status],
        lines=settled.lines + gift_lines(note),
        updated_at=when(order, "update_time") or latest(created, paid) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=when(detail, "delivery_info.ship_done_time"),
        ship_by=min((by for product in products if (by := when(product, "delivery_deadline"))), default=None),
        received_fen=number(detail, "price_info.order_price"),
        recipient=_recipient(dig(detail, "delivery_info.address_info") or {}),
        buyer_id=text(order, "openid") or None,
        buyer_note=text(detail, "ext_info.customer_notes"),
        seller_note=note,
        waybill_no=text(next(iter(parcels), None), "waybill_id") or None,
        carrier=text(next(iter(parcels), None), "delivery_name", "delivery_id") or None,
        cases=settled.cases,
        flags=settled.flags | flags,
    )


def _part(product: dict[str, Any], order: dict[str, Any], status: ChannelStatus) -> Part:
    """One product; the platform counts how many of it are in after-sale and how many are through."""
    line = _line(product)
    done, running = number(product, "finish_aftersale_sku_cnt") or 0, number(product, "on_aftersale_sku_cnt") or 0
    if not done and not running:
        return Part((line,), status)
    before = status in {ChannelStatus.UNPAID, ChannelStatus.PAID}
    agreed = not running and done >= line.qty
    kind = CaseType.REFUND_ONLY if agreed and before else CaseType.OTHER
    case_no = f"{need(order, 'order_id')}-{text(product, 'sku_id')}"
    return Part((line,), status, CanonicalCase(case_no, kind, open=running > 0, agreed=agreed))


def _line(product: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(product, "title"),
        qty=quantity(product, "sku_cnt"),
        channel_code=text(product, "sku_code", "out_sku_id", "out_product_id") or None,
        spec_text=";".join(text(part, "attr_value") for part in items(product, "sku_attrs")),
        price_fen=number(product, "sale_price"),
        is_gift=text(product, "is_free_gift") == "1" or dig(product, "is_free_gift") is True,
    )


def _recipient(place: dict[str, Any]) -> Recipient:
    """Who gets it; ``use_tel_number`` 1 says that the courier must call the virtual number."""
    numbers = ["tel_number", "tel_number_ext_info.virtual_tel_number", "virtual_tel_number"]
    if text(place, "use_tel_number") == "1":
        numbers = [*numbers[1:], "tel_number"]
    return Recipient(
        text(place, "user_name"),
        text(place, *numbers),
        text(place, "province_name"),
        text(place, "city_name"),
        text(place, "county_name"),
        "",
        text(place, "detail_info"),
    )


def _case(case: dict[str, Any], received_at: datetime) -> CaseReport:
    kind, status = text(case, "type"), text(case, "status")
    if kind not in _TYPES:
        raise bad(_("The after-sale type {kind} is not known").format(kind=kind or "?"))
    if status not in _OPEN | _AGREED | _CLOSED:
        raise bad(_("The after-sale status {status} is not known").format(status=status or "?"))
    applied = when(case, "create_time")
    told = CanonicalCase(
        need(case, "after_sale_order_id"),
        _TYPES[kind],
        status in _OPEN,
        status in _AGREED,
        text=text(case, "details.desc", "reason_text"),
        applied_at=applied,
    )
    return CaseReport("weixin", "", need(case, "order_id"), told, when(case, "update_time") or applied or received_at)
