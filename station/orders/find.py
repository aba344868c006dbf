"""One search box: any number finds the order and where it is now (row A04).

Global id, short code, channel number, waybill and phone tail all lead to the order in one indexed step; a number
that several orders carry lists them all. Names and whole phones are sealed: those that look alike by their mask or
last four digits are opened and compared, newest first, and nothing of them leaves this file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.address.phone import parse_phone
from station.errors import UserError
from station.orders.events import last_event
from station.orders.flow import name_in
from station.orders.ids import is_global_id, read_short_code
from station.people.mask import mask_name
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row


_NAME = re.compile(r"[\u4e00-\u9fff·]{2,15}|[A-Za-z][A-Za-z .]{2,30}")
_PHONE = re.compile(r"[+(\d][\d*()\s-]{4,17}")
_MASKED = re.compile(r"[\u4e00-\u9fffA-Za-z*]{2,6}")
_LABEL = re.compile(r"^[^\d\sA-Za-z:=]{2,8}[:=#]?\s*(?=[A-Za-z0-9])")
_AROUND = " \t\r\n'\"=,.;:。、【】[]()<>《》“”‘’#"
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
    carrier: str
    event: str
    event_at: datetime | None


def find(tx: Tx, key: str) -> tuple[Found, ...]:
    """Return every order the key may mean, best match first; empty when there is none."""
    for spelled in _spellings(key):
        ids = _ids(tx, spelled)
        rows = [master.head(tx, order_id) for order_id in ids[:_SHOWN]]
        if found := tuple(_found(tx, row) for row in rows if row is not None):
            return found
    return ()


def _spellings(key: str) -> Iterator[str]:
    """Yield the key as it is, then as it was meant: copied with a label, quotes or spaces, full-width, another case."""
    bare = key.strip()
    folded = _LABEL.sub("", unicodedata.normalize("NFKC", bare)).strip(_AROUND)
    compact = re.sub(r"\s+", "", folded)
    yield from filter(None, dict.fromkeys((bare, folded, compact, compact.upper(), compact.lower())))


def _ids(tx: Tx, key: str) -> list[str]:
    ids = [key] if is_global_id(key) else []
    short = read_short_code(key.upper().removeprefix("EX"))
    for code in (short, key):
        ids += [order_id for order_id, _kind in master.by_code(tx, code)] if code else []
    return list(dict.fromkeys(ids + _of_person(tx, key)))


def _of_person(tx: Tx, key: str) -> list[str]:
    """Return the orders of a phone number (whole, masked or without its area) or a name (masked or not)."""
    if _PHONE.fullmatch(key) and (digits := re.sub(r"[^\d*]", "", parse_phone(key).text))[-4:].isdecimal():
        like = [order_id for order_id, kind in master.by_code(tx, digits[-4:], most=_LIKE) if kind == "phone4"]
        meant = re.compile(".*" + r"[\d*]*".join(re.escape(part) for part in re.split(r"\*+", digits)))
        return [each for each in like if meant.fullmatch(re.sub(r"[^\d*]", "", _phone(tx, each)))]
    if "*" in key and _MASKED.fullmatch(key):
        return master.by_name_mask(tx, key, limit=_SHOWN)
    if _NAME.fullmatch(key):
        like = master.by_name_mask(tx, mask_name(key), limit=_LIKE)
        return [each for each in like if master.recipient(tx, each).get("name") == key]
    return []


def _phone(tx: Tx, order_id: str) -> str:
    return str(master.recipient(tx, order_id).get("phone") or "")


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


def _found(tx: Tx, row: Row[Any]) -> Found:
    customer = " ".join(part for part in (row.name_mask, row.phone_mask, row.province, row.city, row.district) if part)
    event, at = last_event(tx, row)
    return Found(
        row.order_id,
        row.short_code,
        row.state,
        name_in(row.profile, row.state),
        row.channel,
        row.shop,
        row.number,
        customer,
        row.waybill_no or "",
        row.carrier or "",
        event,
        at,
    )
