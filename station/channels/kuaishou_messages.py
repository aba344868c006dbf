"""Kuaishou's open platform: decrypted messages, which only name an order, and ``open.order.detail`` (from memory)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.payload import bad, dig, items, latest, need, number, parse_json, quantity, text, when
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    10: ChannelStatus.UNPAID,
    30: ChannelStatus.PAID,
    40: ChannelStatus.SHIPPED,
    50: ChannelStatus.DELIVERED,
    70: ChannelStatus.DELIVERED,
    80: ChannelStatus.CANCELLED,
}


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one message or answer.

    Raises:
        BadMessageError: none of these.
    """
    if text(body, "event"):
        return Reading(to_fetch=(_notice(body),))
    data = dig(body, "data") or body
    if isinstance(dig(data, "orderBaseInfo"), dict):
        return Reading(orders=(_order(data, received_at),))
    raise bad(_("This is no message of {channel}").format(channel="kuaishou"))


def _notice(body: dict[str, Any]) -> ToFetch:
    info = dig(body, "info")
    inner = parse_json(info) if isinstance(info, str) and info else (info or {})
    event = text(body, "event").lower()
    kind = "case" if "refund" in event or "aftersale" in event else "order"
    order_no = text(inner, "oid", "orderId") or (need(body, "bizId") if kind == "order" else "")
    case_no = text(inner, "refundId") or (text(body, "bizId") if kind == "case" else "")
    return ToFetch("kuaishou", "", kind, order_no, case_no, text(body, "eventId", "msgId"))


def _order(data: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    base = dig(data, "orderBaseInfo")
    status = number(base, "status")
    if status not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=status))
    note = text(base, "sellerRemark", "remark")
    place = dig(data, "orderAddress") or {}
    created, paid, shipped = when(base, "createTime"), when(base, "payTime"), when(base, "sendTime")
    lines = items(data, "orderItemInfo")
    return CanonicalOrder(
        channel="kuaishou",
        shop=text(base, "sellerNick"),
        number=need(base, "oid"),
        status=_STATUS[status],
        lines=tuple(_line(item) for item in lines) + gift_lines(note),
        updated_at=when(base, "updateTime") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        ship_by=when(base, "promiseTimeStampOfDelivery"),
        received_fen=number(base, "totalFee"),
        recipient=Recipient(
            text(place, "encryptedConsignee", "consignee", "desensitiseConsignee"),
            text(place, "encryptedMobile", "mobile", "desensitiseMobile"),
            text(place, "province"),
            text(place, "city"),
            text(place, "district"),
            text(place, "town"),
            text(place, "encryptedAddress", "address", "desensitiseAddress"),
        ),
        buyer_id=text(base, "buyerOpenId") or None,
        buyer_note=text(base, "buyerRemark"),
        seller_note=note,
        waybill_no=text(next(iter(items(data, "orderLogisticsInfo")), None), "expressNo") or None,
    )


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "itemTitle"),
        qty=quantity(item, "num"),
        channel_code=text(item, "skuNick", "itemNick") or None,
        spec_text=text(item, "skuDesc"),
        price_fen=number(item, "price"),
    )
