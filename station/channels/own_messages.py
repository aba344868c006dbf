"""Our own JSON for shops with their own system: the mini program, a script, a till.

One order, or a list of them::

    {"number": "A1", "status": "paid", "created_at": "2026-01-05 10:05:00", "updated_at": …, "paid_at": …, "ship_by": …,
     "shipped_at": …, "shop": "…", "received": "59.00", "fee": "…", "deposit": "…", "buyer_id": "…",
     "buyer_note": "…", "seller_note": "…",
     "recipient": {"name", "phone", "province", "city", "district", "town", "detail"} or {"name", "phone", "address"},
     "waybill_no": "…", "carrier": "…", "warehouse": "…",
     "items": [{"name", "qty", "code", "spec", "price", "is_gift", "bundle", "sub_no"}]}

``status`` is one of our six words or a status word everybody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.address.parse import parse_region
from station.address.phone import parse_phone
from station.cells import CellError
from station.channels.base import Reading
from station.channels.gifts import gift_lines
from station.channels.own import STATUSES
from station.channels.payload import bad, dig, items, latest, need, quantity, text, when, yuan
from station.channels.words import status_of
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus, Recipient
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime


def read(channel: str, body: Any, *, received_at: datetime) -> Reading:
    """Read one order or a list of them.

    Raises:
        BadMessageError: no order in this form.
    """
    listed = body if isinstance(body, list) else items(body, "orders") or [body]
    if not all(isinstance(one, dict) for one in listed):
        raise bad(_("This is no message of {channel}").format(channel=channel))
    return Reading(orders=tuple(_order(channel, one, received_at) for one in listed))


def _order(channel: str, order: dict[str, Any], received_at: datetime) -> CanonicalOrder:
    lines = tuple(_line(item) for item in items(order, "items"))
    if not lines:
        raise bad(_("The message has no {field}").format(field="items"))
    created, paid = when(order, "created_at"), when(order, "paid_at")
    note = text(order, "seller_note")
    return CanonicalOrder(
        channel=channel,
        shop=text(order, "shop"),
        number=need(order, "number", "order_no"),
        status=_status(text(order, "status")),
        lines=lines + gift_lines(note),
        updated_at=when(order, "updated_at") or latest(created, paid) or received_at,
        source="message",
        created_at=created,
        paid_at=paid,
        shipped_at=when(order, "shipped_at"),
        ship_by=when(order, "ship_by"),
        received_fen=yuan(order, "received"),
        fee_fen=yuan(order, "fee"),
        deposit_fen=yuan(order, "deposit"),
        recipient=_recipient(dig(order, "recipient")),
        buyer_id=text(order, "buyer_id") or None,
        buyer_note=text(order, "buyer_note"),
        seller_note=note,
        waybill_no=text(order, "waybill_no") or None,
        carrier=text(order, "carrier") or None,
        warehouse=text(order, "warehouse") or None,
    )


def _status(word: str) -> ChannelStatus:
    if word in set(ChannelStatus):
        return ChannelStatus(word)
    try:
        return status_of(word, STATUSES, column="status")
    except CellError as error:
        raise bad(_("The order status {status} is not known").format(status=word or "?")) from error


def _line(item: dict[str, Any]) -> CanonicalLine:
    return CanonicalLine(
        name=text(item, "name", "code"),
        qty=quantity(item, "qty"),
        channel_code=text(item, "code") or None,
        spec_text=text(item, "spec"),
        price_fen=yuan(item, "price"),
        is_gift=dig(item, "is_gift") is True,
        bundle=text(item, "bundle") or None,
        sub_no=text(item, "sub_no") or None,
    )


def _recipient(told: Any) -> Recipient | None:
    if not isinstance(told, dict):
        return None
    phone = parse_phone(text(told, "phone")).text
    if text(told, "province", "city"):
        parts = (text(told, part) for part in ("province", "city", "district", "town", "detail"))
        return Recipient(text(told, "name"), phone, *parts)
    found = parse_region(text(told, "address", "detail"))
    return Recipient(text(told, "name"), phone, found.province, found.city, found.district, found.town, found.detail)
