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

from rapidfuzz import process

from station.address.parse import Address, parse
from station.intake.entry import EntryRefusedError, WrittenItem, enter
from station.orders.canonical import Recipient
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import catalogue
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Tx

LONGEST = 2000
_NEAR = 3
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：（）"}
_GAP = re.compile(r"[\s,，;；、+]+")

_UNIT = "件个箱双套条包只台支" + "盒袋瓶张打把块卷本米"
_TIMES = r"[xX×✕*]"
_COUNT = re.compile(rf"(?:{_TIMES}\s*)?(\d{{1,5}})\s*[{_UNIT}]?|[{_UNIT}]?{_TIMES}(\d{{1,5}})[{_UNIT}]?")
_BEHIND = re.compile(rf"(.{{2,40}}?){_TIMES}(\d{{1,5}})[{_UNIT}]?")
_BEFORE = re.compile(rf"(\d{{1,4}})[{_UNIT}]?{_TIMES}(.{{2,40}})")
_GLUED = re.compile(rf"([A-Za-z0-9][\w./-]{{1,39}}?)[:：=]?(\d{{1,5}})[{_UNIT}]")
_SIGN = re.compile(rf"{_TIMES}")
_LIKE_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._/-]{2,39}")
_NOTE = re.compile(r"(?:备注|留言|说明|要求)\s*[:：]?\s*(.*)", re.DOTALL)


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
    text = text[:LONGEST].translate(_WIDE).replace("\x00", " ")
    noted = _NOTE.search(text)
    body = text[: noted.start()] if noted else text
    words = [word for word in _GAP.split(body) if word]
    known = catalogue.mapped(tx, "manual", "", codes=_candidates(words))
    items, rest = _goods(words, known)
    names = {code: row.name for code, row in catalogue.by_codes(tx, set(known.values())).items()}
    codes = [row.code for row in catalogue.everything(tx)] if any(not sku for _word, sku, _qty in items) else []
    found = tuple(
        QuickItem(word, sku, names.get(sku, ""), qty, () if sku else _nearest(word, codes)) for word, sku, qty in items
    )
    return Quick(parse(" ".join(rest)), found, noted.group(1).strip() if noted else "")


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


def _candidates(words: Sequence[str]) -> set[str]:
    found = set(words)
    for word in words:
        for pattern in (_BEHIND, _GLUED):
            if match := pattern.fullmatch(word):
                found.add(match.group(1))
        if match := _BEFORE.fullmatch(word):
            found.add(match.group(2))
    return found | {word.upper() for word in found}


def _goods(words: Sequence[str], known: Mapping[str, str]) -> tuple[list[tuple[str, str, int]], list[str]]:
    """Return (word, SKU or "", quantity) of each line of goods and the words that are none."""
    items: list[tuple[str, str, int]] = []
    rest: list[str] = []
    place = 0
    while place < len(words):
        word, following = words[place], words[place + 1 : place + 3]
        one = _one(word, known)
        if one is None and _multiplied(following) and _LIKE_CODE.fullmatch(word):
            one = word, "", 0
        if one is None:
            rest.append(word)
            place += 1
            continue
        written, sku, qty = one
        used, counted = _count(following) if qty == 0 else (0, qty)
        before = _count_before(rest) if qty == 0 and not used else None
        if before is not None:
            rest.pop()
        items.append((written, sku, before or counted or 1))
        place += 1 + used
    return items, rest


def _one(word: str, known: Mapping[str, str]) -> tuple[str, str, int] | None:
    """Return (code, SKU, quantity or 0) when the word names goods."""
    if sku := _sku(word, known):
        return word, sku, 0
    for pattern, code, count in ((_BEHIND, 1, 2), (_BEFORE, 2, 1), (_GLUED, 1, 2)):
        match = pattern.fullmatch(word)
        if match is None:
            continue
        written, qty = match.group(code), int(match.group(count))
        sku = _sku(written, known)
        if sku or (pattern is not _GLUED and _LIKE_CODE.fullmatch(written)):
            return written, sku, qty
    return None


def _sku(word: str, known: Mapping[str, str]) -> str:
    return known.get(word) or known.get(word.upper()) or ""


def _count(following: Sequence[str]) -> tuple[int, int]:
    """Return (words used, quantity) of the quantity these words begin with; (0, 0) when they begin with none."""
    if len(following) == 2 and _SIGN.fullmatch(following[0]):
        if match := _COUNT.fullmatch(following[1]):
            return 2, int(match.group(1) or match.group(2))
    elif following and (match := _COUNT.fullmatch(following[0])):
        return 1, int(match.group(1) or match.group(2))
    return 0, 0


def _count_before(rest: Sequence[str]) -> int | None:
    """Return the quantity of ``12件 CODE``; a bare number before a code may be a door."""
    match = re.fullmatch(rf"(\d{{1,4}})(?:[{_UNIT}]|{_TIMES})", rest[-1]) if rest else None
    return int(match.group(1)) if match else None


def _multiplied(following: Sequence[str]) -> bool:
    return bool(following) and _SIGN.match(following[0]) is not None and _count(following)[0] > 0


def _nearest(word: str, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code, _score, _place in process.extract(word.upper(), codes, limit=_NEAR, score_cutoff=60))
