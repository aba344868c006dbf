"""Taobao's open platform: trade and refund answers, and TMC notices that only name an order.

Fields as in the SDK's TradeFullinfoGetResponse and RefundGetResponse (DOMAIN.md 1.3). Masked recipients stay masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.base import CaseReport, Reading, ToFetch
from station.channels.gifts import gift_lines
from station.channels.partial import Part, settle
from station.channels.payload import bad, dig, items, latest, need, parse_json, quantity, text, when, yuan
from station.orders.canonical import CanonicalCase, CanonicalLine, CanonicalOrder, CaseType, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

_STATUS = {
    "TRADE_NO_CREATE_PAY": ChannelStatus.UNPAID,
    "WAIT_BUYER_PAY": ChannelStatus.UNPAID,
    "PAY_PENDING": ChannelStatus.UNPAID,
    "WAIT_PRE_AUTH_CONFIRM": ChannelStatus.UNPAID,
    "FRONT_PAID_FINAL_NOPAID": ChannelStatus.DEPOSIT,
    "WAIT_SELLER_SEND_GOODS": ChannelStatus.PAID,
    "PAID_FORBID_CONSIGN": ChannelStatus.PAID,
    "SELLER_CONSIGNED_PART": ChannelStatus.PAID,
    "WAIT_BUYER_CONFIRM_GOODS": ChannelStatus.SHIPPED,
    "TRADE_BUYER_SIGNED": ChannelStatus.DELIVERED,
    "TRADE_FINISHED": ChannelStatus.DELIVERED,
    "TRADE_CLOSED": ChannelStatus.CANCELLED,
    "TRADE_CLOSED_BY_TAOBAO": ChannelStatus.CANCELLED,
}
_CASE_TYPE = {
    "REFUND": CaseType.REFUND_ONLY,
    "REFUND_AND_RETURN": CaseType.RETURN_REFUND,
    "EXCHANGE": CaseType.EXCHANGE,
    "TMALL_EXCHANGE": CaseType.EXCHANGE,
    "RESHIPPING": CaseType.RESEND,
    "RESHIPING": CaseType.RESEND,
    "REPAIR": CaseType.REPAIR,
    "OTHERS": CaseType.OTHER,
}
_CLOSED = frozenset({"CLOSED", "REFUND_CLOSED"})
_AGREED = frozenset({"SUCCESS", "EXCHANGE_TRADE_SUCCESS"})
_OPEN = frozenset(
    {
        "WAIT_SELLER_AGREE",
        "WAIT_BUYER_RETURN_GOODS",
        "WAIT_SELLER_CONFIRM_GOODS",
        "SELLER_REFUSE_BUYER",
        "WAIT_SELLER_SEND_GOODS",
        "WAIT_BUYER_CONFIRM_GOODS",
        "WAIT_BUYER_MODIFY",
        "EXCHANGE_WAIT_SELLER_AGREE",
    }
)


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read one message or answer.

    Raises:
        BadMessageError: none of these.
    """
    trade = (
        dig(body, "trade_fullinfo_get_response.trade") or dig(body, "trade_get_response.trade") or dig(body, "trade")
    )
    if isinstance(trade, dict):
        return Reading(orders=(_order(trade, received_at),))
    refund = dig(body, "refund_get_response.refund") or dig(body, "refund")
    exchange = dig(body, "tmall_exchange_get_response.result.exchange") or dig(body, "exchange")
    if isinstance(refund, dict):
        return Reading(cases=(_refund(refund, received_at),))
    if isinstance(exchange, dict):
        return Reading(cases=(_exchange(exchange, received_at),))
    if text(body, "topic"):
        return Reading(to_fetch=(_notice(body),))
    raise bad(_("This is no message of {channel}").format(channel="taobao"))


def _order(trade: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    number = need(trade, "tid_str", "tid")
    status = _status(text(trade, "status"))
    step = text(trade, "step_trade_status")
    if step == "FRONT_PAID_FINAL_NOPAID":
        status = ChannelStatus.DEPOSIT
    flags = {"presale"} if step else set()
    if text(trade, "status") == "SELLER_CONSIGNED_PART":
        flags |= {"part_shipped", "ship_hold"}
    if text(trade, "status") == "PAID_FORBID_CONSIGN":  # 拼团未成团: paid, but must not leave yet
        flags |= {"ship_hold"}
    lines = items(trade, "orders.order")
    settled = settle([_part(line, status) for line in lines])
    note = text(trade, "seller_memo")
    created, paid = when(trade, "created"), when(trade, "pay_time")
    shipped = when(trade, "consign_time")
    return CanonicalOrder(
        channel="taobao",
        shop=text(trade, "title", "seller_nick"),
        number=number,
        status=settled.status if lines else status,
        lines=settled.lines + gift_lines(note),
        updated_at=when(trade, "modified") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        received_fen=yuan(trade, "payment"),
        deposit_fen=yuan(trade, "step_paid_fee"),
        recipient=Recipient(
            text(trade, "receiver_name"),
            text(trade, "receiver_mobile", "receiver_phone"),
            text(trade, "receiver_state"),
            text(trade, "receiver_city"),
            text(trade, "receiver_district"),
            text(trade, "receiver_town"),
            text(trade, "receiver_address"),
        ),
        buyer_id=text(trade, "buyer_open_uid") or None,
        buyer_note=text(trade, "buyer_message"),
        seller_note=note,
        waybill_no=text(lines[0], "invoice_no") or None if lines else None,
        carrier=text(lines[0], "logistics_company") or None if lines else None,
        cases=settled.cases,
        flags=settled.flags | flags,
        known_flags=frozenset({"ship_hold"}),
    )


def _part(line: dict[str, Any], status: ChannelStatus) -> Part:
    """One item; only a closed item has a status of its own, the others have the trade's."""
    closed = text(line, "status") in {"TRADE_CLOSED", "TRADE_CLOSED_BY_TAOBAO"}
    return Part((_line(line),), ChannelStatus.CANCELLED if closed else status, _line_case(line))


def _status(word: str) -> ChannelStatus:
    if word not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=word or "?"))
    return _STATUS[word]


def _line(line: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(line, "title"),
        qty=quantity(line, "num"),
        channel_code=text(line, "outer_sku_id", "outer_iid") or None,
        spec_text=text(line, "sku_properties_name"),
        price_fen=yuan(line, "price"),
        bundle=text(line, "item_meal_name") or None,
        sub_no=text(line, "oid_str", "oid") or None,
    )


def _line_case(line: dict[str, Any]) -> CanonicalCase | None:
    word = text(line, "refund_status")
    if word in {"", "NO_REFUND"}:
        return None
    opened, agreed = _case_state(word)
    sub_no = text(line, "oid_str", "oid")
    return CanonicalCase(
        text(line, "refund_id") or sub_no,
        CaseType.REFUND_ONLY if agreed else CaseType.OTHER,
        opened,
        agreed,
        sub_no=sub_no,
    )


def _case_state(word: str) -> tuple[bool, bool]:
    if word in _AGREED:
        return False, True
    if word in _CLOSED:
        return False, False
    if word in _OPEN:
        return True, False
    raise bad(_("The after-sale status {status} is not known").format(status=word or "?"))


def _refund(refund: dict[str, Any], received_at: datetime) -> CaseReport:
    word = text(refund, "dispute_type")
    if word and word not in _CASE_TYPE:
        raise bad(_("The after-sale type {kind} is not known").format(kind=word))
    kind = _CASE_TYPE.get(word) or (
        CaseType.RETURN_REFUND if dig(refund, "has_good_return") is True else CaseType.REFUND_ONLY
    )
    opened, agreed = _case_state(text(refund, "status"))
    applied = when(refund, "created")
    case = CanonicalCase(
        need(refund, "refund_id"),
        kind,
        opened,
        agreed,
        text=text(refund, "desc", "reason"),
        sub_no=text(refund, "oid") or None,
        applied_at=applied,
    )
    changed = when(refund, "modified") or applied or received_at
    return CaseReport("taobao", "", need(refund, "tid"), case, changed)


def _exchange(exchange: dict[str, Any], received_at: datetime) -> CaseReport:
    opened, agreed = _case_state(text(exchange, "status") or "WAIT_SELLER_AGREE")
    applied = when(exchange, "created")
    case = CanonicalCase(
        need(exchange, "dispute_id"),
        CaseType.EXCHANGE,
        opened,
        agreed,
        text=text(exchange, "desc", "reason"),
        wanted_spec=text(exchange, "exchange_sku"),
        sub_no=text(exchange, "biz_order_id") or None,
        applied_at=applied,
    )
    number = need(exchange, "tid", "biz_order_id")
    return CaseReport("taobao", "", number, case, when(exchange, "modified") or applied or received_at)


def _notice(body: dict[str, Any]) -> ToFetch:
    content = dig(body, "content")
    inner = parse_json(content) if isinstance(content, str) else content
    topic = text(body, "topic").lower()
    kind = "case" if "refund" in topic or "exchange" in topic else "order"
    return ToFetch(
        "taobao",
        text(inner, "seller_nick") or text(body, "user_nick"),
        kind,
        need(inner, "tid"),
        text(inner, "refund_id", "dispute_id"),
        text(body, "id"),
    )
