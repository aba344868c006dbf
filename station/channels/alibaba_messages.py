"""1688: ``alibaba.trade.get.sellerView`` and messages, which only name an order.

Field names are partly guessed (DOMAIN.md 1.3 marks them [G]); times are ``20260105101000000+0800``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.payload import bad, dig, items, latest, need, parse_json, quantity, text, when, yuan
from station.channels.regions_in import recipient_in
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    "waitbuyerpay": ChannelStatus.UNPAID,
    "waitsellersend": ChannelStatus.PAID,
    "waitsellerconfirm": ChannelStatus.PAID,
    "waitlogisticstakein": ChannelStatus.PAID,
    "partsend": ChannelStatus.PAID,
    "waitbuyerreceive": ChannelStatus.SHIPPED,
    "waitbuyersign": ChannelStatus.SHIPPED,
    "signinsuccess": ChannelStatus.DELIVERED,
    "confirm_goods": ChannelStatus.DELIVERED,
    "confirm_goods_but_not_fund": ChannelStatus.DELIVERED,
    "success": ChannelStatus.DELIVERED,
    "cancel": ChannelStatus.CANCELLED,
    "terminated": ChannelStatus.CANCELLED,
}


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one answer or message.

    Raises:
        BadMessageError: none of these.
    """
    result = dig(body, "result") if isinstance(dig(body, "result"), dict) else body
    if isinstance(dig(result, "baseInfo"), dict):
        return Reading(orders=(_order(result, received_at),))
    told = dig(body, "message")
    inner = parse_json(told) if isinstance(told, str) else (told or body)
    data = dig(inner, "data") or {}
    if text(inner, "type") and text(data, "orderId"):
        kind = "case" if "refund" in text(inner, "type").lower() else "order"
        notice = ToFetch("alibaba", "", kind, need(data, "orderId"), text(data, "refundId"), text(inner, "msgId"))
        return Reading(to_fetch=(notice,))
    raise bad(_("This is no message of {channel}").format(channel="1688"))


def _order(result: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    base = dig(result, "baseInfo")
    word = text(base, "status").lower()
    if word not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=word or "?"))
    note = text(base, "sellerMemo", "remark")
    created, paid = when(base, "createTime"), when(base, "payTime")
    shipped = when(base, "allDeliveredTime")
    parcel = next(iter(items(result, "nativeLogistics.logisticsItems")), None)
    area = text(base, "receiverInfo.toArea")
    return CanonicalOrder(
        channel="alibaba",
        shop="",
        number=need(base, "idOfStr", "id"),
        status=_STATUS[word],
        lines=tuple(_line(item) for item in items(result, "productItems")) + gift_lines(note),
        updated_at=when(base, "modifyTime") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        received_fen=yuan(base, "totalAmount"),
        recipient=recipient_in(
            text(base, "receiverInfo.toFullName"),
            text(base, "receiverInfo.toMobile", "receiverInfo.toPhone"),
            area.split()[:3],
            detail=" ".join(area.split()[3:]),
        ),
        buyer_id=text(base, "buyerLoginId", "buyerID") or None,
        buyer_note=text(base, "buyerFeedback"),
        seller_note=note,
        waybill_no=text(parcel, "logisticsBillNo") or None,
        carrier=text(parcel, "logisticsCompanyName") or None,
        flags=frozenset({"part_shipped", "ship_hold"}) if word == "partsend" else frozenset(),
    )


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "name"),
        qty=quantity(item, "quantity"),
        channel_code=text(item, "cargoNumber", "productCargoNumber") or None,
        spec_text=";".join(f"{text(part, 'name')}:{text(part, 'value')}" for part in items(item, "skuInfos")),
        price_fen=yuan(item, "price"),
        sub_no=text(item, "subItemIDString", "subItemID") or None,
    )
