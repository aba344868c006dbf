"""One pasted line of a phone or fax order, taken apart: ``张三 138… 浙江省绍兴市柯桥区… LW-3021B x12``.

Goods are words the catalogue knows (code or barcode, any case) with a quantity beside them, before or behind:
``x12``, ``*12``, ``12件``, ``2 x CODE``. A word that looks like a code and has a multiplication sign but is unknown
is kept as a line to correct, with the nearest codes; nothing is mapped by guess. What follows 备注 is the note; the
rest is name, phone and address. Called by the quick entry page and ``orders enter``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.address.parse import Address, parse
from station.address.phone import IN_TEXT
from station.intake.asides import set_aside
from station.intake.entry import EntryRefusedError, WrittenItem, enter
from station.intake.goods import find_goods
from station.intake.loose_goods import loose, nearest
from station.orders.canonical import Recipient
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import catalogue
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.intake.specified import Mark
    from station.store.engine import Tx

LONGEST = 2000
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：（）！？"}
_SIGNS = str.maketrans(
    {"\x00": " ", "\t": " ", "|": " ", "@": " ", "【": " ", "】": ":", "\u3000": " "}
    | {chr(code): " " for code in range(0x2460, 0x2474)}
)
_NOT_SAID = re.compile(
    r"^[ \t]*[(（]?\d{1,2}(?:[)）、]|\.(?!\d))|\[[\u4e00-\u9fff]{1,3}\]", re.MULTILINE
)  # list numbers, and [抱拳] as chats write a picture
_NOTE = re.compile(r"(?:(?:备注|留言)\s*[:：]?|(?:说明|要求)\s*[:：])\s*([^\n]*)")
_PHONE = "\u241f"


@dataclass(frozen=True, slots=True)
class QuickItem:
    """One line of goods.

    Attributes:
        written: the word as it stood in the line.
        sku: "" when the catalogue does not know it.
        near: the codes most like it, for a person to choose from.
    """

    written: str
    sku: str
    name: str
    qty: int
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quick:
    """What a line says."""

    address: Address
    items: tuple[QuickItem, ...]
    note: str = ""


def read(tx: Tx, text: str) -> Quick:
    """Take a line apart; never fails, what it does not find is empty."""
    text = _folded(text[:LONGEST])
    noted = _NOTE.search(text)
    body = f"{text[: noted.start()]}\n{text[noted.end() :]}" if noted else text
    phones = [number.group() for number in IN_TEXT.finditer(body)]
    body = IN_TEXT.sub(lambda number: _PHONE * len(number.group()), body)
    marks = find_goods(tx, body)
    rest, wishes = set_aside(_without(body, marks))
    unknown = list(loose(rest))
    rest = re.sub(f"{_PHONE}+", f" {phones[0]} " if phones else " ", _without(rest, unknown), count=1)
    notes = [*phones[1:], wishes, noted.group(1).strip() if noted else ""]
    return Quick(
        parse(rest.replace(_PHONE, "")), _items(tx, [*marks, *unknown]), "，".join(words for words in notes if words)
    )


def enter_quick(tx: Tx, quick: Quick, *, actor: str, station: str) -> str:
    """Make the order of a line a person has looked at and return its id.

    Raises:
        EntryRefusedError: something is missing or unknown.
        station.errors.UserError: not theirs to enter.
    """
    require(tx, actor, Action.IMPORT, station=station)
    unknown = next((item for item in quick.items if not item.sku), None)
    if unknown is not None:
        raise EntryRefusedError(
            _("{code} is not in the catalogue").format(code=unknown.written[:40]),
            _("choose a candidate or correct the code"),
        )
    place = quick.address
    who = Recipient(place.name, place.phone, place.province, place.city, place.district, place.town, place.detail)
    items = [WrittenItem(item.sku, item.qty) for item in quick.items]
    order_id = enter(tx, who, items, source="phone", note=quick.note)
    record(tx, station, actor=actor, action="enter", order_id=order_id)
    return order_id


def corrected(text: str, item: QuickItem, code: str) -> str:
    """Return the line with the code a person chose in the place of what was written."""
    at = _folded(text).find(item.written)
    return text if at < 0 else f"{text[:at]} {code} {text[at + len(item.written) :]}"


def _folded(text: str) -> str:
    """Make full-width signs, field separators and list numbers plain, each sign still in its place."""
    plain = text.translate(_WIDE).translate(_SIGNS)
    return _NOT_SAID.sub(lambda sign: " " * len(sign.group()), plain)


def _without(text: str, marks: Sequence[Mark]) -> str:
    for mark in reversed(marks):
        text = f"{text[: mark.left]} {' ' * (mark.right - mark.left)}{text[mark.right :]}"
    return text


def _items(tx: Tx, marks: Sequence[Mark]) -> tuple[QuickItem, ...]:
    names = {code: row.name for code, row in catalogue.by_codes(tx, {mark.sku for mark in marks}).items()}
    rows = catalogue.everything(tx) if any(not mark.sku and not mark.near for mark in marks) else []
    return tuple(
        QuickItem(mark.written, mark.sku, names[mark.sku], mark.qty)
        if mark.sku
        else QuickItem(mark.written, "", "", mark.qty, mark.near or nearest(mark.written, rows))
        for mark in marks
    )
