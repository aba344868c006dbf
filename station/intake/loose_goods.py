"""Amounts of a pasted line that belong to nothing the catalogue knows: ``毛衣黑色 2件``, ``3箱``.

The words beside such an amount are goods for a person to choose, with the SKUs most like them; an order must never go
out without what an amount was written for. Streets, doors and names are no goods. Called by ``quick.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process

from station.address.person import looks_like_name
from station.intake.amounts import STANDING, amount
from station.intake.specified import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station.store.rows import Row

_NEAR = 3
_LIKE_CODE = 60
_LIKE_NAME = 45
_PLACE = re.compile(r"[省市区县镇乡路街村巷弄苑园座栋幢楼]|\d\s?[号室层]")
_BEFORE = re.compile(r"([^\s,，;；。、:：()（）!！\u241f]{1,16})\s?$")
_BEHIND = re.compile(r"的?([^\s,，;；。、:：()（）!！\u241f]{1,10})")
_DOOR = re.compile(r".*(?:\d\s?[号室层楼栋座幢]|单元)")
_ASK = "(?:我们?|想|需|再|还|另外?|请|帮我?|麻烦)*[要买订拿来发寄送]?货?"
_VERB = re.compile(_ASK)
_VERBS = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=号)){_ASK}\s?$")
_END = re.compile(r"$|[\s,，;；。、)）!！\u241f]")


def loose(text: str) -> Iterator[Mark]:
    """Yield the words that have an amount, or the amount alone."""
    at = 0
    while match := STANDING.search(text, at):
        at = match.end()
        counted = amount(match)
        if counted is None:
            continue
        words = _words(text, match)
        if words is not None:
            start, end = words
            asked = _VERBS.search(text, 0, min(start, match.start()))
            left = asked.start() if asked else match.start()
            yield Mark(start, text[start:end], left, max(end, at), qty=counted.qty)
            at = max(end, at)


def _words(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the goods of an amount stand; the amount where it is alone, ``None`` for a street."""
    standing = _END.match(text, match.end())
    if standing and (found := _BEFORE.search(text, 0, match.start())):
        verb = _VERB.match(found.group(1))
        start = found.start(1) + (verb.end() if verb else 0)
        start += door.end() if (door := _DOOR.match(text[start : found.end(1)])) else 0
        words = text[start : found.end(1)]
        if _PLACE.search(words):
            return None if text[match.start() - 1] not in " \n" else match.span()
        if words and not looks_like_name(words):
            return start, found.end(1)
    elif not standing and (found := _BEHIND.match(text, match.end())):
        return None if _PLACE.search(found.group(1)) else found.span(1)
    return match.span() if standing else None


def nearest(word: str, rows: Sequence[Row[tuple[str, str, str, str, str]]]) -> tuple[str, ...]:
    """Return the codes most like a word: by their code when it looks like one, else by name, colour and size."""
    ascii_ = word.isascii()
    said = {row.code: row.code if ascii_ else f"{row.name}{row.color}{row.size}{row.model}" for row in rows}
    least = _LIKE_CODE if ascii_ else _LIKE_NAME
    found = process.extract(word.upper(), said, limit=_NEAR, score_cutoff=least)
    return tuple(code for _words, _score, code in found)
