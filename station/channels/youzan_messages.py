"""Youzan: pushes {type, msg, sign, …} whose ``msg`` is url-encoded JSON, and ``youzan.trade.get`` (full_order_info).

Status words WAIT_BUYER_PAY, WAIT_SELLER_SEND_GOODS … as in DOMAIN.md 1.3; refund_state 0 is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from station.channels.base import Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.payload import bad, dig, items, latest, need, number, parse_json, quantity, text, when, yuan
from station.channels.regions_in import recipient_in
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    "WAIT_BUYER_PAY": ChannelStatus.UNPAID,
    "TRADE_NO_CREATE_PAY": ChannelStatus.UNPAID,
    "WAIT_GROUP": ChannelStatus.UNPAID,
    "WAIT_CONFIRM": ChannelStatus.PAID,
    "TRADE_PAID": ChannelStatus.PAID,
    "WAIT_SELLER_SEND_GOODS": ChannelStatus.PAID,
    "WAIT_BUYER_CONFIRM_GOODS": ChannelStatus.SHIPPED,
    "TRADE_BUYER_SIGNED": ChannelStatus.DELIVERED,
    "TRADE_SUCCESS": ChannelStatus.DELIVERED,
    "TRADE_CLOSED": ChannelStatus.CANCELLED,
    "TRADE_CLOSED_BY_USER": ChannelStatus.CANCELLED,
    "TRADE_REFUND": ChannelStatus.CANCELLED,
}
_FULL_REFUND = frozenset({2, 12})


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one push or answer.

    Raises:
        BadMessageError: none of these.
    """
    message = dig(body, "msg")
    inner = parse_json(unquote_plus(message)) if isinstance(message, str) and message else body
    trade = (
        dig(inner, "full_order_info") or dig(inner, "data.full_order_info") or dig(inner, "response.full_order_info")
    )
    if isinstance(trade, dict):
        return Reading(orders=(_order(trade, text(body, "kdt_name"), received_at),))
    kind = text(body, "type").lower()
    if kind.startswith("trade_"):
        order_no = text(inner, "tid", "order_no") or need(body, "id")
        case_no = text(inner, "refund_id")
        asked = "case" if "refund" in kind else "order"
        return Reading(
            to_fetch=(ToFetch("youzan", text(body, "kdt_name"), asked, order_no, case_no, _message_id(body)),)
        )
    raise bad(_("This is no message of {channel}").format(channel="youzan"))


def _message_id(body: dict[str, Any]) -> str:
    return ":".join((text(body, "type"), text(body, "id"), text(body, "version")))


def _order(trade: dict[str, Any], shop: str, received_at: datetime) -> CanonicalOrder:
    told = dig(trade, "order_info") or {}
    word = text(told, "status")
    if word not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=word or "?"))
    order_no, note = need(told, "tid"), text(trade, "remark_info.trade_memo")
    created, paid = when(told, "created"), when(told, "pay_time")
    shipped = when(told, "consign_time")
    flags = {"presale"} if dig(told, "order_tags.is_preorder") is True else set()
    if order_no.startswith("C"):
        flags.add("gift_order")
    place = dig(trade, "address_info") or {}
    return CanonicalOrder(
        channel="youzan",
        shop=shop,
        number=order_no,
        status=_STATUS[word],
        lines=tuple(_line(item) for item in items(trade, "orders")) + gift_lines(note),
        updated_at=when(told, "update_time") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        received_fen=yuan(trade, "pay_info.payment"),
        recipient=recipient_in(
            text(place, "receiver_name"),
            text(place, "receiver_tel"),
            [text(place, f"delivery_{level}") for level in ("province", "city", "district")],
            detail=text(place, "delivery_address"),
        ),
        buyer_id=text(trade, "buyer_info.yz_open_id", "buyer_info.buyer_id") or None,
        buyer_note=text(trade, "remark_info.buyer_message"),
        seller_note=note,
        cases=_cases(told, order_no),
        flags=frozenset(flags),
    )


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "title"),
        qty=quantity(item, "num"),
        channel_code=text(item, "outer_sku_id", "outer_item_id") or None,
        spec_text=_spec(dig(item, "sku_properties_name")),
        price_fen=yuan(item, "price"),
        is_gift=text(item, "is_present").lower() == "true" or dig(item, "is_present") is True,
    )


def _spec(told: Any) -> str:
    parts = parse_json(told) if isinstance(told, str) and told.startswith("[") else told
    if isinstance(parts, list):
        return ";".join(text(part, "v") for part in parts)
    return told if isinstance(told, str) else ""


def _cases(told: dict[str, Any], order_no: str) -> tuple[CanonicalCase, ...]:
    """refund_state: 0 none, 1 partial, 2 full, 11 partial under way, 12 full done (from memory: others are open)."""
    state = number(told, "refund_state") or 0
    if state == 0:
        return ()
    agreed = state in _FULL_REFUND
    kind = CaseType.REFUND_ONLY if agreed else CaseType.OTHER
    return (CanonicalCase(order_no, kind, open=not agreed, agreed=agreed),)
