"""One layout -> one 1-bit picture at the printer's own dots; every raster language sends exactly this.

Drawn with Pillow, not Qt: no QApplication, any thread, headless (docs/decisions/0004). ``rows`` is packed as ZPL ^GF
wants it: left to right, most significant bit first, 1 = black, each row padded with white to a whole byte.
``languages/*`` encode it; tests compare it with what other people's renderers make of our bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from printing import bars, fonts, typeset
from printing.label import QR, Area, Code128, Frame, Label, Picture, Rule, Text

if TYPE_CHECKING:
    from printing.bars import Placed
    from printing.fonts import Style
    from printing.label import Dots, Element
    from printing.typeset import Block

INK = 1


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
    paper = Area(0, 0, label.width, label.height).dots(dpmm)
    canvas = Image.new("1", (paper.right, paper.bottom), 0)
    pen = ImageDraw.Draw(canvas)
    unknown: list[str] = []
    for element in label.elements:
        if isinstance(element, Text):
            _text(canvas, pen, text=element, dpmm=dpmm)
            unknown += fonts.missing(typeset.clean(element.text))
        elif isinstance(element, Picture):
            _picture(canvas, element, dpmm)
        else:
            _shape(pen, element, dpmm)
    return Raster(canvas.width, canvas.height, canvas.tobytes(), tuple(dict.fromkeys(unknown)))


def _shape(pen: ImageDraw.ImageDraw, element: Element, dpmm: int) -> None:
    at = element.area.dots(dpmm)
    if isinstance(element, Rule):
        _fill(pen, at)
    elif isinstance(element, Frame):
        thick = round(element.thickness * dpmm)
        pen.rectangle((at.left, at.top, at.right - 1, at.bottom - 1), outline=INK, width=thick)
    elif isinstance(element, Code128):
        _bars(pen, bars.fit_code128(element, dpmm))
    elif isinstance(element, QR):
        _squares(pen, bars.fit_qr(element, dpmm))


def _fill(pen: ImageDraw.ImageDraw, at: Dots) -> None:
    pen.rectangle((at.left, at.top, at.right - 1, max(at.top, at.bottom - 1)), fill=INK)


def _bars(pen: ImageDraw.ImageDraw, code: Placed) -> None:
    for n, black in enumerate(code.rows[0]):
        if black:
            left = code.left + n * code.module
            pen.rectangle((left, code.top, left + code.module - 1, code.top + code.height - 1), fill=INK)


def _squares(pen: ImageDraw.ImageDraw, code: Placed) -> None:
    for y, row in enumerate(code.rows):
        for x, black in enumerate(row):
            if black:
                left, top = code.left + x * code.module, code.top + y * code.module
                pen.rectangle((left, top, left + code.module - 1, top + code.module - 1), fill=INK)


def _text(canvas: Image.Image, pen: ImageDraw.ImageDraw, *, text: Text, dpmm: int) -> None:
    at = text.area.dots(dpmm)
    block = typeset.set_text(text, dpmm)
    if text.inverse:
        _fill(pen, at)
    _letters(canvas, block, color=0 if text.inverse else INK)
    if text.strike:
        thick = max(2, round(block.style.px * 0.08))
        for line in (one for one in block.lines if one.width):
            middle = line.base - round(block.style.px * 0.32)
            pen.rectangle((line.left, middle, line.left + line.width - 1, middle + thick - 1), fill=INK)


def _letters(canvas: Image.Image, block: Block, *, color: int) -> None:
    for line in block.lines:
        words = _words(line.text, block.style)
        if words is not None:
            picture, dx, dy = words
            canvas.paste(color, (line.left + dx, line.base + dy), picture)


@lru_cache(maxsize=512)
def _words(text: str, style: Style) -> tuple[Image.Image, int, int] | None:
    """Return a line's letters as one picture, hung at the pen on the base line; most lines come again."""
    pens, x = [], 0
    for character in text:
        letter = fonts.glyph(character, style)
        if letter.picture is not None:
            pens.append((letter.picture, x + letter.dx, letter.dy))
        x += letter.advance
    if not pens:
        return None
    left, top = min(x for _ink, x, _y in pens), min(y for _ink, _x, y in pens)
    right, bottom = max(x + ink.width for ink, x, _y in pens), max(y + ink.height for ink, _x, y in pens)
    line = Image.new("1", (right - left, bottom - top), 0)
    for ink, x, y in pens:
        line.paste(INK, (x - left, y - top), ink)
    return line, left, top


def _picture(canvas: Image.Image, element: Picture, dpmm: int) -> None:
    at = element.area.dots(dpmm)
    with Image.open(io.BytesIO(element.png)) as opened:
        gray = Image.new("L", opened.size, 255)
        rgba = opened.convert("RGBA")
        gray.paste(rgba.convert("L"), (0, 0), rgba.getchannel("A"))
    gray.thumbnail((at.width, at.height))
    ink = gray.point(lambda value: 255 - value).convert("1")
    canvas.paste(INK, (at.left + (at.width - ink.width) // 2, at.top + (at.height - ink.height) // 2), ink)
