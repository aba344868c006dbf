"""Pinduoduo's open platform: order and refund answers, and notices of its websocket, which only name an order.

``pdd.order.information.get``, ``pdd.order.list.get``, ``pdd.refund.list.increment.get``; numbers of
after_sales_status as in the platform's table (14 换货补寄待商家处理 … 16 换货补寄成功). Notice ids need all 64 bits.
Mapped in DOMAIN.md 1.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import CaseReport, Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.payload import bad, dig, items, latest, need, number, parse_json, quantity, text, when, yuan
from station.channels.words import CaseWord
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {1: ChannelStatus.PAID, 2: ChannelStatus.SHIPPED, 3: ChannelStatus.DELIVERED}
_REFUND, _RETURN, _SWAP = CaseType.REFUND_ONLY, CaseType.RETURN_REFUND, CaseType.EXCHANGE
_AFTER_SALES: dict[int, CaseWord | None] = {
    0: None,
    1: None,
    2: CaseWord(_REFUND, open=True),
    3: CaseWord(_RETURN, open=True),
    4: CaseWord(_REFUND, open=True),
    5: CaseWord(_REFUND, open=True),
    6: CaseWord(CaseType.OTHER, open=True),
    7: CaseWord(_RETURN, open=True),
    8: CaseWord(CaseType.OTHER, open=True),
    9: CaseWord(_REFUND, open=False),
    10: CaseWord(_REFUND, open=False, agreed=True),
    11: CaseWord(CaseType.OTHER, open=False),
    12: CaseWord(CaseType.OTHER, open=False),
    13: CaseWord(CaseType.OTHER, open=False),
    14: CaseWord(_SWAP, open=True),
    15: CaseWord(_SWAP, open=True),
    16: CaseWord(_SWAP, open=False, agreed=True),
    17: CaseWord(_SWAP, open=False),
    18: CaseWord(_SWAP, open=True),
    21: CaseWord(CaseType.REPAIR, open=True),
    22: CaseWord(CaseType.REPAIR, open=True),
    24: CaseWord(CaseType.REPAIR, open=False),
    25: CaseWord(CaseType.REPAIR, open=False, agreed=True),
    27: CaseWord(CaseType.OTHER, open=True),
    31: CaseWord(_REFUND, open=True),
    32: CaseWord(CaseType.RESEND, open=True),
    33: CaseWord(CaseType.OTHER, open=True),
}
_REFUND_STATUS: dict[int, CaseWord | None] = {
    1: None,
    2: CaseWord(CaseType.OTHER, open=True),
    3: CaseWord(_REFUND, open=True),
    4: CaseWord(_REFUND, open=False, agreed=True),
}
_TYPES = {
    1: CaseType.OTHER,
    2: _REFUND,
    3: _RETURN,
    4: _SWAP,
    5: CaseType.RESEND,
    6: CaseType.REPAIR,
    9: _RETURN,
}


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one answer or notice.

    Raises:
        BadMessageError: none of these.
    """
    order = dig(body, "order_info_get_response.order_info") or dig(body, "order_info")
    if isinstance(order, dict):
        return Reading(orders=(_order(order, received_at),))
    listed = items(body, "order_list_get_response.order_list")
    if listed:
        return Reading(orders=tuple(_order(one, received_at) for one in listed))
    refunds = dig(body, "refund_increment_get_response.refund_list")
    if isinstance(refunds, list):
        return Reading(cases=tuple(_refund(one, received_at) for one in refunds))
    message = dig(body, "message") if isinstance(dig(body, "message"), dict) else body
    if text(message, "type").startswith("pdd_"):
        return Reading(to_fetch=(_notice(message, text(body, "id")),))
    raise bad(_("This is no message of {channel}").format(channel="pinduoduo"))


def _order(order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    order_no = need(order, "order_sn")
    note = text(order, "remark")
    created, paid = when(order, "created_time", "confirm_time"), when(order, "pay_time", "confirm_time")
    shipped = when(order, "shipping_time")
    lines = tuple(_line(item) for item in items(order, "item_list"))
    gifts = tuple(_line(item, is_gift=True) for item in items(order, "gift_list"))
    return CanonicalOrder(
        channel="pinduoduo",
        shop=text(order, "mall_name", "mall_id"),
        number=order_no,
        status=_status(order),
        lines=lines + gifts + gift_lines(note),
        updated_at=when(order, "updated_at")
        or latest(created, paid, shipped, when(order, "receive_time"))
        or received_at,
        source="message",
        created_at=when(order, "confirm_time", "created_time"),
        paid_at=paid,
        shipped_at=shipped,
        ship_by=when(order, "last_ship_time"),
        received_fen=_received(order),
        deposit_fen=yuan(order, "step_order_info.step_paid_fee"),
        recipient=_recipient(order),
        buyer_id=text(order, "open_address_id", "open_address_id_2") or None,
        buyer_note=text(order, "buyer_memo"),
        seller_note=note,
        waybill_no=text(order, "tracking_number") or None,
        carrier=text(order, "logistics_name") or None,
        warehouse=text(order, "order_depot_info.depot_name", "order_depot_info.depot_code") or None,
        cases=_cases(order, order_no),
        flags=_flags(order),
        known_flags=frozenset({"risk", "ship_hold"} if text(order, "risk_control_status") else ()),
    )


def _received(order: dict[str, Any]) -> int | None:
    """What the seller gets: paid by the buyer plus the platform's own discount, as the export's 商家实收金额."""
    paid = yuan(order, "pay_amount")
    return None if paid is None else paid + (yuan(order, "platform_discount") or 0)


def _status(order: dict[str, Any]) -> ChannelStatus:
    if number(order, "confirm_status") == 2:
        return ChannelStatus.CANCELLED
    if number(order, "is_pre_sale") == 1 and dig(order, "step_order_info") is not None:
        step = number(order, "step_order_info.step_trade_status")
        if step in {0, 1}:
            return ChannelStatus.DEPOSIT if step else ChannelStatus.UNPAID
    status = number(order, "order_status")
    if status not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=status))
    return _STATUS[status]


def _flags(order: dict[str, Any]) -> frozenset[str]:
    tags = {text(tag, "name"): text(tag, "value") for tag in items(order, "order_tag_list")}
    flags = {name for name in ("ship_hold", "no_trace_delivery") if tags.get(name) == "1"}
    if number(order, "risk_control_status") == 1:
        flags.add("risk")
    if number(order, "is_pre_sale") == 1:
        flags.add("presale")
    if number(order, "group_status") == 0:
        flags.add("ship_hold")
    if dig(order, "consolidate_info") or tags.get("conso_order") == "1":
        flags.add("consolidated")
    if number(order, "is_lucky_flag") in {2, 3} or number(order, "free_sf") == 1:
        flags.add("lottery" if number(order, "is_lucky_flag") in {2, 3} else "free_sf")
    return frozenset(flags)


def _line(item: dict[str, Any], *, is_gift: bool = False) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "goods_name"),
        qty=quantity(item, "goods_count"),
        channel_code=text(item, "outer_id", "outer_goods_id") or None,
        spec_text=text(item, "goods_spec"),
        price_fen=yuan(item, "goods_price"),
        is_gift=is_gift,
    )


def _recipient(order: dict[str, Any]) -> Recipient | None:
    if not text(order, "province", "receiver_name", "receiver_phone", "receiver_address"):
        return None
    return Recipient(
        text(order, "receiver_name", "receiver_name_mask"),
        text(order, "receiver_phone", "receiver_phone_mask"),
        text(order, "province"),
        text(order, "city"),
        text(order, "town"),
        "",
        text(order, "receiver_address", "address", "receiver_address_mask"),
    )


def _cases(order: dict[str, Any], order_no: str) -> tuple[CanonicalCase, ...]:
    said = _known(_REFUND_STATUS, number(order, "refund_status")) if text(order, "refund_status") else None
    if text(order, "after_sales_status") not in {"", "0"}:
        said = _known(_AFTER_SALES, number(order, "after_sales_status"))
    return () if said is None else (CanonicalCase(order_no, said.type, said.open, said.agreed),)


def _known(table: dict[int, CaseWord | None], status: int | None) -> CaseWord | None:
    if status is None or status not in table:
        raise bad(_("The after-sale status {status} is not known").format(status=status))
    return table[status]


def _refund(refund: dict[str, Any], received_at: datetime) -> CaseReport:
    kind = number(refund, "after_sales_type")
    if kind not in _TYPES:
        raise bad(_("The after-sale type {kind} is not known").format(kind=kind))
    said = _known(_AFTER_SALES, number(refund, "after_sales_status")) or CaseWord(CaseType.OTHER, open=False)
    applied = when(refund, "created_time")
    case = CanonicalCase(
        need(refund, "id"),
        _TYPES[kind],
        said.open,
        said.agreed,
        text=text(refund, "after_sale_reason"),
        applied_at=applied,
    )
    changed = when(refund, "updated_time") or applied or received_at
    return CaseReport("pinduoduo", "", need(refund, "order_sn"), case, changed)


def _notice(message: dict[str, Any], message_id: str) -> ToFetch:
    content = dig(message, "content")
    inner = parse_json(content) if isinstance(content, str) else content
    kind = "case" if "refund" in text(message, "type").lower() else "order"
    return ToFetch("pinduoduo", "", kind, need(inner, "tid"), text(inner, "refund_id"), message_id)
