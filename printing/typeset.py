"""Words into an area: cleaned, shrunk, wrapped, cut with an ellipsis; never outside, never over a barcode.

Text from outside is data: control characters, NUL, marks that change the reading direction and invisible characters
are taken out, so that what is printed is what was sent. Chinese breaks anywhere except before closing punctuation,
Latin words at spaces. ``raster`` and ``languages/pdf`` draw what this returns; layouts ask it for widths.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from printing import fonts
from printing.fonts import Style
from printing.label import LINE_HEIGHT, Align, LabelDoesNotFitError, Text
from station.text import _

ELLIPSIS = "…"
LONGEST = 600
_STEP = 0.5
_MM_PER_PT = 25.4 / 72
_MEASURE_DPMM = 8
_BREAKS = re.compile("[\t\r\n\v\f\u2028\u2029]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NOT_AT_START = frozenset("，。、；：！？）】》〉」』”’…·,.;:!?)]}%")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: base line at (``left``, ``base``) in dots of the label."""

    text: str
    left: int
    base: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """A text as it will be drawn."""

    lines: tuple[Line, ...]
    style: Style


@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Return the text without characters that cannot be seen or that reorder others; white space becomes one space."""
    spaced = _BREAKS.sub(" ", text[: LONGEST * 2])
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN and not _selects(c))
    return unicodedata.normalize("NFC", seen).strip()[:LONGEST]


@lru_cache(maxsize=512)
def set_text(text: Text, dpmm: int) -> Block:
    """Fit the words into their area.

    Raises:
        LabelDoesNotFitError: not even one line of the smallest size goes into the area.
    """
    words = clean(text.text)
    at = text.area.dots(dpmm)
    pt = text.pt
    while True:
        style = Style(px_of(pt, dpmm), text.bold, text.mono)
        step = _step(style)
        room = min(text.lines, (at.height + step - style.px) // step)
        lines = _wrap(words, style, at.width)
        if len(lines) <= room and all(fonts.advance(line, style) <= at.width for line in lines):
            break
        if pt <= text.min_pt:
            if room < 1:
                raise LabelDoesNotFitError(
                    _("This label does not fit the paper: {why}").format(why=_("no room for one line of text")),
                    _("choose larger paper for this label"),
                )
            lines = _cut(lines, room, style=style, width=at.width)
            break
        pt = max(text.min_pt, pt - _STEP)
    tall = step * len(lines) - (step - style.px)
    top = at.top + (max(0, at.height - tall) // 2 if text.middle else 0)
    placed = []
    for n, line in enumerate(lines):
        wide = fonts.advance(line, style)
        spare = at.width - wide
        left = at.left + {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[text.align]
        placed.append(Line(line, left, top + n * step + round(style.px * 0.86), wide))
    return Block(tuple(placed), style)


def px_of(pt: float, dpmm: int) -> int:
    """Return a type size in whole dots."""
    return round(pt * _MM_PER_PT * dpmm)


def width_mm(text: str, pt: float, *, bold: bool = False, mono: bool = False) -> float:
    """Return how wide a line is in mm, with a little to spare for rounding at other resolutions."""
    style = Style(px_of(pt, _MEASURE_DPMM), bold, mono)
    return fonts.advance(clean(text), style) / _MEASURE_DPMM * 1.02 + 0.3


def height_mm(pt: float, lines: int = 1) -> float:
    """Return how high an area must be for so many lines."""
    return pt * _MM_PER_PT * (LINE_HEIGHT * (lines - 1) + 1) + 0.3


def _step(style: Style) -> int:
    return round(style.px * LINE_HEIGHT)


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef" or character == "\u3164"


def _wrap(words: str, style: Style, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(words):
        wide = fonts.advance(piece, style)
        if used + wide <= width:
            line, used = line + piece, used + wide
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece.lstrip()
        while fonts.advance(line, style) > width and len(line) > 1:
            taken = _take(line, style, width)
            lines.append(line[:taken])
            line = line[taken:]
        used = fonts.advance(line, style)
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(words: str) -> list[str]:
    """Cut where a line may break: after spaces, around each Chinese character, never before closing punctuation."""
    pieces: list[str] = []
    for character in words:
        joins = bool(pieces) and (
            character in _NOT_AT_START or (not _wide(character) and not _wide(pieces[-1][-1]) and pieces[-1][-1] != " ")
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _wide(character: str) -> bool:
    return character >= "\u2e80"


def _take(piece: str, style: Style, width: int) -> int:
    used = taken = 0
    for character in piece:
        used += fonts.width(character, style)
        if used > width:
            break
        taken += 1
    return max(1, taken)


def _cut(lines: list[str], room: int, *, style: Style, width: int) -> list[str]:
    kept = lines[:room]
    if len(lines) > room or fonts.advance(kept[-1], style) > width:
        last = kept[-1]
        while last and fonts.advance(last + ELLIPSIS, style) > width:
            last = last[:-1]
        kept[-1] = last + ELLIPSIS
    return kept
