"""A phone number: eleven figures that must all be right, so what a number may be helps what the ink says.

A mobile number begins with a segment that operators hand out (MIIT's numbering plan: 130 to 139, 150 to 159 without
154 and so on); segments of data cards and those nobody has are asked for more ink, none is forbidden: new ones come.
Used by ``heads.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from station.address.phone import parse_phone
from station.slips.quantity import LEAD, around, mixed
from station.slips.words import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.slips.lines import Span

LENGTH = 11
FIRST = ("1", "7")  # a mobile number begins with 1, whatever it looks like: so this hand writes it
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}")
_COMMON = re.compile(r"13\d|15[0-35-9]|18\d|17[35-8]|19[0-35-9]|166|147")
_RARE = re.compile(r"145|149|16[257]|17[01]|172|174")
_RARE_COST, _NOBODY_COST = 1.5, 4.0  # log-probability


def read(spans: Sequence[Span]) -> tuple[str, float, bool]:
    """Return the number written in these words, its certainty, and whether the readings agree on it."""
    readings: list[str] = []
    sure = 1.0
    for number in range(3):
        text = ""
        for span in spans:
            got = span.decode(DIGITS + "-")
            one = got[min(number, len(got) - 1)]
            text += one.text
            sure = min(sure, one.confidence)
        readings.append(text.replace("-", ""))
    if len(spans) == 1 and spans[0].text[:1] in FIRST and len(readings[0]) == LENGTH:
        spans[0].line.part(spans[0].start, spans[0].start + 1).learn(FIRST[0])
    best = _mobile(spans, mixed(readings)) or next((text for text in readings if _PHONE.fullmatch(text)), None)
    if best is None:
        inside = next((found for text in readings if (found := _PHONE.search(text))), None)
        best = inside.group() if inside else readings[0]
    certain = len(spans) == 1 and spans[0].text.isdigit() and spans[0].lead(best, around(best)) >= LEAD
    agreed = (certain or set(readings) == {best}) and parse_phone(best).real
    return best, sure, agreed


def _mobile(spans: Sequence[Span], readings: Iterable[str]) -> str | None:
    """Return the mobile number that fits the ink best, near what was read."""
    if len(spans) != 1:
        return None
    span = spans[0]
    dashes = [place for place, char in enumerate(span.text) if char == "-"]
    near = {number for text in readings for number in _near(text) if _MOBILE.fullmatch(number)}
    asked = sorted(near)
    fits = span.scores([_dashed(number, dashes) for number in asked]) if asked else []
    told = [(fit - cost(number), number) for fit, number in zip(fits, asked, strict=True)]
    return max(told)[1] if told else None


def cost(number: str) -> float:
    """Return what speaks against a number before any ink is seen."""
    if _COMMON.match(number):
        return 0.0
    return _RARE_COST if _RARE.match(number) else _NOBODY_COST


def _near(text: str) -> set[str]:
    """Return the eleven-digit numbers that begin with 1 within one or two changes of what was read."""
    starts = {text, "1" + text[1:], "1" + text}
    grown = {
        one[:place] + digit + one[place:]
        for one in starts
        if len(one) == LENGTH - 1
        for place in range(LENGTH)
        for digit in DIGITS
    }
    shrunk = {one[:place] + one[place + 1 :] for one in starts if len(one) == LENGTH + 1 for place in range(len(one))}
    second = {"1" + digit + one[2:] for one in starts if len(one) == LENGTH for digit in "3456789"}
    return {one for one in starts | grown | shrunk | second if len(one) == LENGTH}


def _dashed(number: str, dashes: Sequence[int]) -> str:
    for place in dashes:
        number = number[:place] + "-" + number[place:]
    return number
