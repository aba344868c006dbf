"""A row -> tokens: words, codes, numbers.

The engine drops spaces (``TY-7053B 17个`` comes as one word). A gap wider than 1.75 times the usual one, or a change
between Chinese and other letters, starts a new token. Used for tables and free rows alike.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from station.slips.words import HAN, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.slips.lines import Line, Span

_GAP = 1.75
_DASHES = str.maketrans({"一": "-", "—": "-", "–": "-", "－": "-", "_": "-", "~": "-"})


def tokens(row: Iterable[Line]) -> list[Span]:
    """Return the tokens of a row from left to right."""
    return [span for line in row for span in split(line)]


def split(line: Line) -> list[Span]:
    """Return the tokens of one line."""
    glyphs = line.glyphs
    steps = [after.middle - before.middle for before, after in pairwise(glyphs)]
    usual = median(steps) if steps else 0.0
    cuts = [0]
    for place, step in enumerate(steps, 1):
        before, after = glyphs[place - 1].char, glyphs[place].char
        if step > _GAP * usual or is_han(before, line, place - 1) != is_han(after, line, place):
            cuts.append(place)
    cuts.append(len(glyphs))
    return [line.part(start, end) for start, end in pairwise(cuts) if end > start]


def is_han(char: str, line: Line, place: int) -> bool:
    """Return whether the letter is Chinese; a dash between Latin letters may be read as the numeral one."""
    if char == "一":
        around = line.text[max(0, place - 1) : place] + line.text[place + 1 : place + 2]
        return not (around and around.isascii())
    if not HAN.match(char):
        return False
    return char in UNITS or not _inside_code(line, place)


def _inside_code(line: Line, place: int) -> bool:
    """Return whether one Chinese letter stands between letters of a code: it was misread."""
    before, after = line.text[max(0, place - 2) : place], line.text[place + 1 : place + 3]
    return len(before) == len(after) == 2 and (before + after).isascii()


def latin(text: str) -> str:
    """Return the text as a code would be written: capitals, plain dashes, no spaces."""
    return text.translate(_DASHES).upper().replace(" ", "")
