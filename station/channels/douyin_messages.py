"""Douyin's open platform: ``order.orderDetail``, ``afterSale.Detail`` and pushes, which only name an order.

Pushes are JSON arrays of {tag, msg_id, data(text)}: 100 created, 101 paid … 200 to 212 after-sales.
``given_product_type`` marks gifts, ``bundle_sku_info`` what a bundle holds, ``exchange_sku_info`` the SKU an exchange
wants. Numbers of after_sale_type and after_sale_status as in DOMAIN.md 1.3.
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
    3: ChannelStatus.SHIPPED,
    4: ChannelStatus.CANCELLED,
    5: ChannelStatus.DELIVERED,
    21: ChannelStatus.CANCELLED,
    22: ChannelStatus.CANCELLED,
    39: ChannelStatus.CANCELLED,
    101: ChannelStatus.PAID,
    103: ChannelStatus.DEPOSIT,
    105: ChannelStatus.PAID,
}
_PART_SHIPPED = 101
_TYPES = {
    0: CaseType.RETURN_REFUND,
    1: CaseType.REFUND_ONLY,
    2: CaseType.REFUND_ONLY,
    3: CaseType.EXCHANGE,
    4: CaseType.REFUND_ONLY,
    5: CaseType.REFUND_ONLY,
    6: CaseType.OTHER,
    7: CaseType.RESEND,
    8: CaseType.REPAIR,
}
_OPEN, _AGREED, _CLOSED = frozenset({3, 6, 7, 8, 11, 13}), frozenset({12, 14, 53}), frozenset({27, 28, 29, 51})


def read(body: Any, *, received_at: datetime) -> Reading:
    """Read an answer or a push.

    Raises:
        BadMessageError: none of these.
    """
    if isinstance(body, list):
        return Reading(to_fetch=tuple(found for one in body if (found := _notice(one)) is not None))
    data = dig(body, "data") if isinstance(dig(body, "data"), dict) else body
    order = dig(data, "shop_order_detail") or (
        data if text(data, "order_id") and items(data, "sku_order_list") else None
    )
    if isinstance(order, dict):
        return Reading(orders=(_order(order, received_at),))
    listed = items(data, "shop_order_list")
    if listed:
        return Reading(orders=tuple(_order(one, received_at) for one in listed))
    if isinstance(dig(data, "process_info.after_sale_info"), dict):
        return Reading(cases=(_case(data, received_at),))
    raise bad(_("This is no message of {channel}").format(channel="douyin"))


def _order(order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    order_no = need(order, "order_id")
    status = number(order, "order_status") if text(order, "order_status") else number(order, "main_status")
    if status not in _STATUS:
        raise bad(_("The order status {status} is not known").format(status=status))
    note = text(order, "seller_words")
    listed = items(order, "sku_order_list")
    gifts = gift_lines(note)
    named = {gift.bundle for gift in gifts}
    settled = settle([_part(item, _STATUS[status], told=named) for item in listed])
    created, paid, shipped = when(order, "create_time"), when(order, "pay_time"), when(order, "ship_time")
    flags = {"part_shipped", "ship_hold"} if status == _PART_SHIPPED else set()
    if number(order, "trade_type") == 2:
        flags.add("presale")
    parcel = next(iter(items(order, "logistics_info")), None)
    return CanonicalOrder(
        channel="douyin",
        shop=text(order, "shop_name", "shop_id"),
        number=order_no,
        status=settled.status if listed else _STATUS[status],
        lines=settled.lines + gifts,
        updated_at=when(order, "update_time") or latest(created, paid, shipped) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=shipped,
        ship_by=when(order, "exp_ship_time"),
        received_fen=number(order, "order_amount") if text(order, "order_amount") else number(order, "pay_amount"),
        recipient=_recipient(order),
        buyer_id=text(order, "doudian_open_id", "open_address_id") or None,
        buyer_note=text(order, "buyer_words"),
        seller_note=note,
        waybill_no=text(parcel, "tracking_no") or None,
        carrier=text(parcel, "company_name", "company") or None,
        warehouse=_warehouse(listed),
        cases=settled.cases,
        flags=settled.flags | flags,
    )


def _part(item: dict[str, Any], status: ChannelStatus, *, told: set[str | None]) -> Part:
    own = _STATUS.get(number(item, "order_status") or 0)
    gone = own is ChannelStatus.CANCELLED
    return Part(tuple(_lines(item, told=told)), ChannelStatus.CANCELLED if gone else status, _line_case(item))


def _lines(item: dict[str, Any], *, told: set[str | None]) -> list[CanonicalLine]:
    """The item, and what its bundle adds unless the seller's note already lists the contents."""
    spec = ";".join(f"{text(part, 'name')}:{text(part, 'value')}" for part in items(item, "spec"))
    given = text(item, "given_product_type")
    line = CanonicalLine(
        name=text(item, "product_name"),
        qty=quantity(item, "item_num"),
        channel_code=text(item, "code", "out_sku_id") or None,
        spec_text=spec,
        price_fen=number(item, "origin_amount"),
        is_gift=given not in {"", "0"},
        sub_no=text(item, "order_id") or None,
    )
    parts = [
        CanonicalLine(
            name=text(part, "product_name"),
            qty=quantity(part, "item_num") * line.qty,
            channel_code=text(part, "code", "out_sku_id") or None,
            is_gift=True,
            bundle=line.name,
        )
        for part in items(item, "bundle_sku_info")
        if text(part, "product_name") not in told
    ]
    return [line, *parts]


def _recipient(order: dict[str, Any]) -> Recipient:
    place = dig(order, "mask_post_addr") or dig(order, "post_addr") or {}
    return Recipient(
        text(order, "encrypt_post_receiver", "post_receiver", "mask_post_receiver"),
        text(order, "encrypt_post_tel", "post_tel", "mask_post_tel"),
        text(place, "province.name"),
        text(place, "city.name"),
        text(place, "town.name"),
        text(place, "street.name"),
        text(order, "post_addr.encrypt_detail") or text(place, "detail"),
    )


def _warehouse(listed: list[Any]) -> str | None:
    stores = [store for item in listed for store in items(item, "inventory_list")]
    return next((name for store in stores if (name := text(store, "out_warehouse_id", "warehouse_id"))), None)


def _line_case(item: dict[str, Any]) -> CanonicalCase | None:
    status = number(item, "after_sale_info.after_sale_status")
    if not status:
        return None
    opened, agreed = _state(status)
    sub_no = text(item, "order_id")
    kind = _type(number(item, "after_sale_info.after_sale_type"))
    return CanonicalCase(sub_no, kind, opened, agreed, sub_no=sub_no)


def _state(status: int | None) -> tuple[bool, bool]:
    if status in _OPEN | _AGREED | _CLOSED:
        return status in _OPEN, status in _AGREED
    raise bad(_("The after-sale status {status} is not known").format(status=status))


def _type(kind: int | None) -> CaseType:
    if kind not in _TYPES:
        raise bad(_("The after-sale type {kind} is not known").format(kind=kind))
    return _TYPES[kind]


def _case(data: dict[str, Any], received_at: datetime) -> CaseReport:
    told = dig(data, "process_info.after_sale_info")
    opened, agreed = _state(number(told, "after_sale_status"))
    wanted = dig(told, "exchange_sku_info") or {}
    applied = when(told, "apply_time")
    sub = next(iter(items(data, "order_info.sku_order_infos")), None)
    case = CanonicalCase(
        need(told, "after_sale_id"),
        _type(number(told, "after_sale_type")),
        opened,
        agreed,
        text=text(told, "reason_remark", "reason"),
        wanted_code=text(wanted, "code", "out_sku_id") or None,
        wanted_spec=text(wanted, "spec_desc"),
        sub_no=text(sub, "sku_order_id") or None,
        applied_at=applied,
    )
    order_no = need(data, "order_info.shop_order_id")
    return CaseReport("douyin", "", order_no, case, when(told, "update_time") or applied or received_at)


def _notice(one: Any) -> ToFetch | None:
    content = dig(one, "data")
    inner = parse_json(content) if isinstance(content, str) else content
    if not text(one, "tag") or not isinstance(inner, dict):
        raise bad(_("This is no message of {channel}").format(channel="douyin"))
    order_no = text(inner, "p_id", "shop_order_id", "order_id")
    if not order_no:
        return None  # tag 0 and other tests of the receiver name no order
    case_no = text(inner, "aftersale_id", "after_sale_id")
    return ToFetch(
        "douyin", text(inner, "shop_id"), "case" if case_no else "order", order_no, case_no, text(one, "msg_id")
    )
