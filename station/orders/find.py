"""One search box: any number finds the order (row A04).

Global id, short code, channel number, waybill and phone tail all lead to the order in one indexed step; a number
that several orders carry lists them all. Names and whole phones are sealed: those that look alike by their mask or
last four digits are opened and compared, newest first, and nothing of them leaves this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.address.phone import parse_phone
from station.errors import UserError
from station.orders.ids import is_global_id, read_short_code
from station.orders.states import state_name
from station.people.mask import mask_name
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


_NAME = re.compile(r"[\u4e00-\u9fff·]{2,15}|[A-Za-z][A-Za-z .]{2,30}")
_LIKE = 2000  # how many orders that look alike are opened
_SHOWN = 100


class UnknownOrderError(UserError):
    """No order carries this number."""

    code = "UNKNOWN_ORDER"


@dataclass(frozen=True, slots=True)
class Found:
    """One order as a search shows it, masked."""

    order_id: str
    short_code: str
    state: str
    state_name: str
    channel: str
    shop: str
    number: str
    customer: str
    waybill_no: str
    packed: bool


def find(tx: Tx, key: str) -> tuple[Found, ...]:
    """Return every order the key may mean, best match first; empty when there is none."""
    key = key.strip()
    if not key:
        return ()
    ids = [key] if is_global_id(key) else []
    short = read_short_code(key.upper().removeprefix("EX"))
    for code in (short, key):
        ids += [order_id for order_id, _kind in master.by_code(tx, code)] if code else []
    ids += _of_person(tx, key)
    rows = (master.head(tx, order_id) for order_id in list(dict.fromkeys(ids))[:_SHOWN])
    return tuple(_found(row) for row in rows if row is not None)


def _of_person(tx: Tx, key: str) -> list[str]:
    """Return the orders of a whole phone number or a name."""
    phone = parse_phone(key)
    if phone.real:
        like = [order_id for order_id, kind in master.by_code(tx, phone.text[-4:], most=_LIKE) if kind == "phone4"]
        return [each for each in like if master.recipient(tx, each).get("phone") == phone.text]
    if _NAME.fullmatch(key):
        like = master.by_name_mask(tx, mask_name(key), limit=_LIKE)
        return [each for each in like if master.recipient(tx, each).get("name") == key]
    return []


def one(tx: Tx, key: str) -> Found:
    """Return the one order the key means.

    Raises:
        UnknownOrderError: none or several carry it.
    """
    hits = find(tx, key)
    if not hits:
        raise UnknownOrderError(
            _("No order has the number {key}").format(key=key[:64]), _("check the number, or import the orders first")
        )
    if len(hits) > 1:
        codes = " ".join(hit.short_code for hit in hits)
        raise UnknownOrderError(
            _("{n} orders have the number {key}").format(n=len(hits), key=key[:64]),
            _("use one of their short codes: {codes}").format(codes=codes),
            code="SEVERAL_ORDERS",
        )
    return hits[0]


def _found(row: Row[Any]) -> Found:
    customer = " ".join(part for part in (row.name_mask, row.phone_mask, row.province, row.city, row.district) if part)
    return Found(
        row.order_id,
        row.short_code,
        row.state,
        state_name(row.state),
        row.channel,
        row.shop,
        row.number,
        customer,
        row.waybill_no or "",
        row.packed_at is not None,
    )
