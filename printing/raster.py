"""One layout -> one 1-bit picture at the printer's own dots; every raster language sends exactly this.

Letters come from Pillow, not Qt: no QApplication, any thread, headless (docs/decisions/0004); they, bars and lines are
set into one array of dots: eight times as fast as drawing each bar. ``rows`` is packed as ZPL ^GF wants it: left to
right, most significant bit first, 1 = black, each row padded with white to a whole byte. ``languages/*`` encode it;
tests compare it with what other people's renderers make of our bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from printing import bars, fonts, picture, typeset
from printing.label import QR, Area, Code128, Frame, Label, Picture, Rule, Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from printing.bars import Placed
    from printing.fonts import Style
    from printing.label import Element

    Ink = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Raster:
    """A label in dots.

    Attributes:
        rows: packed bits, ``stride`` bytes a row, 1 = black.
        unknown: characters no bundled font has; drawn as 〓.
    """

    width: int
    height: int
    rows: bytes
    unknown: tuple[str, ...] = ()

    @property
    def stride(self) -> int:
        """Bytes of one row."""
        return (self.width + 7) // 8

    def moved(self, right: int, down: int) -> Raster:
        """Return it shifted by so many dots on the same paper; what leaves the paper is lost."""
        if not right and not down:
            return self
        canvas = Image.new("1", (self.width, self.height), 0)
        canvas.paste(Image.frombytes("1", (self.width, self.height), self.rows), (right, down))
        return Raster(self.width, self.height, canvas.tobytes(), self.unknown)

    def picture(self) -> Image.Image:
        """Return it black on white, as a person sees the label."""
        ink = Image.frombytes("1", (self.width, self.height), self.rows)
        return ink.convert("L").point(lambda value: 255 - value)


def draw(label: Label, dpmm: int) -> Raster:
    """Draw a label at ``dpmm`` dots a millimetre.

    Raises:
        LabelDoesNotFitError: something does not fit or covers another thing.
        BarcodeDataError: a code's text cannot be encoded.
    """
    label.check(dpmm)
    return ink(label, dpmm)


def ink(label: Label, dpmm: int) -> Raster:
    """Draw a label whose parts may lie on each other, such as one that is still being laid out; each must fit."""
    paper = Area(0, 0, label.width, label.height).dots(dpmm)
    canvas = np.zeros((paper.bottom, paper.right), dtype=np.bool_)
    unknown: list[str] = []
    for element in label.elements:
        if isinstance(element, Text):
            _text(canvas, element, dpmm)
            unknown += fonts.missing(typeset.clean(element.text))
        elif isinstance(element, Picture):
            _picture(canvas, element, dpmm)
        else:
            _shape(canvas, element, dpmm)
    return Raster(paper.right, paper.bottom, np.packbits(canvas, axis=1).tobytes(), tuple(dict.fromkeys(unknown)))


def _shape(canvas: Ink, element: Element, dpmm: int) -> None:
    at = element.area.dots(dpmm)
    if isinstance(element, Rule):
        canvas[at.top : max(at.top + 1, at.bottom), at.left : at.right] = True
    elif isinstance(element, Frame):
        thick = round(element.thickness * dpmm)
        inside = canvas[at.top + thick : at.bottom - thick, at.left + thick : at.right - thick].copy()
        canvas[at.top : at.bottom, at.left : at.right] = True
        canvas[at.top + thick : at.bottom - thick, at.left + thick : at.right - thick] = inside
    elif isinstance(element, Code128):
        _modules(canvas, bars.fit_code128(element, dpmm))
    elif isinstance(element, QR):
        _modules(canvas, bars.fit_qr(element, dpmm))


def _modules(canvas: Ink, code: Placed) -> None:
    """Set a code; a Code 128 has one row of modules, as high as the code."""
    dots = np.array(code.rows, dtype=np.bool_).repeat(code.module, axis=1)
    if len(code.rows) > 1:
        dots = dots.repeat(code.module, axis=0)
    canvas[code.top : code.top + code.height, code.left : code.left + dots.shape[1]] |= dots


def _text(canvas: Ink, text: Text, dpmm: int) -> None:
    at = text.area.dots(dpmm)
    block = typeset.set_text(text, dpmm)
    if text.inverse:
        canvas[at.top : at.bottom, at.left : at.right] = True
    for line in block.lines:
        words = _words(line.text, block.style)
        if words is not None:
            ink, dx, dy = words
            _set(canvas, ink, line.left + dx, line.base + dy, black=not text.inverse)
    if text.strike:
        thick = max(2, round(block.style.px * 0.08))
        for line in (one for one in block.lines if one.width):
            middle = line.base - round(block.style.px * 0.32)
            canvas[middle : middle + thick, line.left : line.left + line.width] = True


def _set(canvas: Ink, ink: Ink, left: int, top: int, *, black: bool) -> None:
    """Set a picture's dots black or white; what would leave the paper is left out."""
    high, wide = ink.shape
    ink = ink[max(0, -top) : canvas.shape[0] - top, max(0, -left) : canvas.shape[1] - left]
    under = canvas[max(0, top) : max(0, top + high), max(0, left) : max(0, left + wide)]
    if black:
        under |= ink
    else:
        under &= ~ink


@lru_cache(maxsize=512)
def _words(text: str, style: Style) -> tuple[Ink, int, int] | None:
    """Return a line's letters as one picture, hung at the pen on the base line; most lines come again."""
    pens, x = [], 0
    for character in text:
        ink, dx, dy, advance = _letter(character, style)
        if ink is not None:
            pens.append((ink, x + dx, dy))
        x += advance
    if not pens:
        return None
    left, top = min(x for _ink, x, _y in pens), min(y for _ink, _x, y in pens)
    right, bottom = max(x + ink.shape[1] for ink, x, _y in pens), max(y + ink.shape[0] for ink, _x, y in pens)
    line = np.zeros((bottom - top, right - left), dtype=np.bool_)
    for ink, x, y in pens:
        high, wide = ink.shape
        line[y - top : y - top + high, x - left : x - left + wide] |= ink
    return line, left, top


@lru_cache(maxsize=16384)
def _letter(character: str, style: Style) -> tuple[Ink | None, int, int, int]:
    letter = fonts.glyph(character, style)
    return None if letter.picture is None else np.asarray(letter.picture), letter.dx, letter.dy, letter.advance


def _picture(canvas: Ink, element: Picture, dpmm: int) -> None:
    at = element.area.dots(dpmm)
    rgba = picture.opened(element.png)
    gray = Image.new("L", rgba.size, 255)
    gray.paste(rgba.convert("L"), (0, 0), rgba.getchannel("A"))
    gray.thumbnail((at.width, at.height))
    ink = np.asarray(gray.point(lambda value: 255 - value).convert("1"))
    high, wide = ink.shape
    _set(canvas, ink, at.left + (at.width - wide) // 2, at.top + (at.height - high) // 2, black=True)
