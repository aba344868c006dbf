"""Letters as dots: which font has a character, how wide it is, what its 1-bit picture is.

WenQuanYi Micro Hei draws everything it knows; rare characters come from Noto Sans SC; what neither knows is drawn as
a geta mark 〓 and listed, so that a wrong name is seen before the parcel leaves. Pillow hints outlines straight to 1
bit: darker and sharper on thermal paper than a thinned grey picture (docs/decisions/0004). Glyphs are kept, so a
second label costs only pasting. ``typeset`` and ``raster`` call it; it works in any thread.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from station import fonts

if TYPE_CHECKING:
    from pathlib import Path

GETA = "〓"


class Style(NamedTuple):
    """How letters look: size in dots, weight, face."""

    px: int
    bold: bool = False
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its picture hangs at (``dx``, ``dy``) from the pen on the base line."""

    picture: Image.Image | None
    dx: int
    dy: int
    advance: int


def covers(character: str) -> bool:
    """Tell whether the main font has the character."""
    return ord(character) in _characters(fonts.path())


@lru_cache(maxsize=1024)
def missing(text: str) -> tuple[str, ...]:
    """Return the characters neither font has, each once."""
    known, rare = _characters(fonts.path()), _characters(fonts.fallback())
    return tuple(dict.fromkeys(c for c in text if ord(c) not in known and ord(c) not in rare))


@lru_cache(maxsize=16384)
def glyph(character: str, style: Style) -> Glyph:
    """Return the letter's picture and width."""
    font = _font(character, style)
    if font is None:
        return glyph(GETA, style)
    stroke = stroke_of(character, style)
    left, top, right, bottom = (int(edge) for edge in font.getbbox(character, anchor="ls", stroke_width=stroke))
    if right <= left or bottom <= top:
        return Glyph(None, 0, 0, width(character, style))
    left, top, right, bottom = left - 1, top - 1, right + 1, bottom + 1
    picture = Image.new("1", (right - left, bottom - top), 0)
    ImageDraw.Draw(picture).text((-left, -top), character, fill=1, font=font, anchor="ls", stroke_width=stroke)
    return Glyph(picture, left, top, width(character, style))


def stroke_of(character: str, style: Style) -> float:
    """Return the dots a bold letter grows on each side; Chinese ones less, their counters must stay open."""
    if not style.bold:
        return 0.0
    return max(0.4, style.px * (0.014 if character >= "\u2e80" else 0.024))


@lru_cache(maxsize=4096)
def advance(text: str, style: Style) -> int:
    """Return the width of a text in dots."""
    return sum(width(character, style) for character in text)


@lru_cache(maxsize=32768)
def width(character: str, style: Style) -> int:
    """Return the width of one letter in dots, without drawing it."""
    font = _font(character, style)
    if font is None:
        return width(GETA, style)
    return round(font.getlength(character) + 2 * stroke_of(character, style))


def _font(character: str, style: Style) -> ImageFont.FreeTypeFont | None:
    if covers(character):
        return _load(fonts.path(), style.px, 1 if style.mono else 0)
    if ord(character) in _characters(fonts.fallback()):
        return _load(fonts.fallback(), style.px, 0)
    return None


@lru_cache(maxsize=128)
def _load(path: Path, px: int, index: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), px, index=index, layout_engine=ImageFont.Layout.BASIC)


@cache
def _characters(path: Path) -> frozenset[int]:
    """Read the code points of a font's ``cmap`` (OpenType: format 12 or 4 of the Unicode tables)."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    records = (struct.unpack_from(">4sIII", data, start + 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, _sum, offset, _size in records if tag == b"cmap")
    found: set[int] = set()
    for n in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * n)
        if platform in (0, 3):
            found |= _subtable(data, cmap + offset)
    return frozenset(found)


def _subtable(data: bytes, at: int) -> set[int]:
    form = struct.unpack_from(">H", data, at)[0]
    if form == 12:
        groups = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * struct.unpack_from(">I", data, at + 12)[0]])
        return {code for first, last, _glyph in groups for code in range(first, last + 1)}
    if form == 4:
        twice = struct.unpack_from(">H", data, at + 6)[0]
        ends = struct.unpack_from(f">{twice // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", data, at + 16 + twice)
        return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}
    return set()
