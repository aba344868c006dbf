"""How many: the digits after a code, decoded as digits and nothing else.

``×`` before and a unit after are taken off. A number counts as certain when every reading of the ink prefers it to all
numbers one digit away (1/7 and 4/9 fool one reading too often: SLIPS.md section 4). Used by ``items.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from station.slips.words import COLONS, DIGITS, TIMES, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.slips.lines import Box, Span

MOST_DIGITS = 5
_MOST_DIFFER = 4
LEAD = 1.5  # below this a number is not certain; see decision 0005


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read.

    Attributes:
        confidence: certainty of its least certain digit over the readings.
        lead: by how much the number fits better than any that differs in one digit, in the reading that doubts it
            most (log-probability).
    """

    value: int | None
    unit: str = ""
    confidence: float = 0.0
    lead: float = 0.0
    box: Box | None = None
    extra: str = ""


def read(spans: Sequence[Span]) -> Quantity:
    """Return the quantity written in these words, the best where there are several."""
    found = [one for one in (_from(span) for span in spans) if one.value is not None]
    unit = next((span.text[-1] for span in reversed(spans) if span.text and span.text[-1] in UNITS), "")
    best = max(found, key=lambda one: one.confidence, default=Quantity(None))
    return Quantity(best.value, best.unit or unit, best.confidence, best.lead, best.box, best.extra)


def _from(span: Span) -> Quantity:
    start, end = span.start, span.end
    text = span.line.text
    unit = ""
    if end > start and text[end - 1] in UNITS:
        unit, end = text[end - 1], end - 1
    while end > start and text[start] in TIMES + COLONS + "-" and not text[start].isdigit():
        start += 1
    while end > start and text[end - 1] in COLONS:
        end -= 1
    if end <= start or not any(char.isascii() and char.isalnum() for char in text[start:end]):
        return Quantity(None)
    part = span.line.part(start, end)
    readings = part.decode(DIGITS)
    possible = {text for text in mixed(reading.text for reading in readings) if text and len(text) <= MOST_DIGITS}
    best = part.best(text for text in possible if int(text) and text[0] != "0")
    if best is None:
        return Quantity(None, unit)
    sure = min((reading.confidence for reading in readings if reading.text == best), default=0.0)
    lead = part.lead(best, around(best))
    extra = "".join(char for char in part.text if char not in DIGITS)
    return Quantity(int(best), unit, sure, lead, part.photo, extra)


def around(text: str) -> set[str]:
    """Return the numbers in which one digit is another, missing or more."""
    places = range(len(text))
    other = {text[:place] + digit + text[place + 1 :] for place in places for digit in DIGITS}
    fewer = {text[:place] + text[place + 1 :] for place in places}
    more = {text[:place] + digit + text[place:] for place in range(len(text) + 1) for digit in DIGITS}
    return (other | fewer | more) - {text, ""}


def mixed(readings: Iterable[str]) -> set[str]:
    """Return the readings and what lies between those of one length that differ in a few digits."""
    found = set(readings)
    for one, two in combinations(sorted(found), 2):
        differ = [place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b]
        if len(one) == len(two) and len(differ) <= _MOST_DIFFER:
            choices = [sorted({a, b}) for a, b in zip(one, two, strict=True)]
            found |= {"".join(digits) for digits in product(*choices)}
    return found
