"""PDF: for A4 printers, archives and reports; vector bars at whole dots, the Chinese font embedded as a subset.

Text is set at 24 dots a millimetre by the same typesetter as the raster; codes keep the printer's own dots, so a PDF
printed at its size on a 203 dpi head scans like the raster. Rare characters the main font lacks are drawn as small
pictures from the fallback font. reportlab embeds TrueType only (PRINTING.md section 4); it is slow to load,
so it is imported late.
"""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

from printing import bars, fonts, typeset
from printing import picture as pictures
from printing.label import QR, Code128, Frame, Label, Picture, Rule, Text
from station import fonts as bundled

if TYPE_CHECKING:
    from printing.fonts import Style
    from printing.label import Dots, Element
    from printing.languages.base import Language
    from printing.settings import PrinterSettings
    from printing.typeset import Line

_FINE = 24
_PT = 72 / 25.4
_FACES = ("wqy", "wqy-mono")


class Pdf:
    """One page of the label's size."""

    suffix = "pdf"
    status = None

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the PDF file."""
        from reportlab.pdfgen.canvas import Canvas

        label.check(settings.dpmm)
        register()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(label.width * _PT, label.height * _PT), invariant=1, pageCompression=1)
        canvas.setTitle(label.title)
        canvas.translate(0, label.height * _PT)  # from here y grows upwards from the top edge: draw at -y
        for element in label.elements:
            _draw(canvas, element, settings.dpmm)
        canvas.showPage()
        canvas.save()
        return out.getvalue()


def register() -> None:
    """Give reportlab the shop's font as ``wqy`` and ``wqy-mono``."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for index, name in enumerate(_FACES):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(bundled.path()), subfontIndex=index))


def _draw(canvas: Any, element: Element, dpmm: int) -> None:
    if isinstance(element, Text):
        _text(canvas, element)
    elif isinstance(element, Rule):
        _rectangle(canvas, element.area.dots(dpmm), dpmm)
    elif isinstance(element, Frame):
        at = element.area
        canvas.setLineWidth(element.thickness * _PT)
        inset = element.thickness / 2
        canvas.rect(
            (at.x + inset) * _PT, -(at.y + at.h - inset) * _PT, (at.w - 2 * inset) * _PT, (at.h - 2 * inset) * _PT
        )
    elif isinstance(element, Code128):
        placed = bars.fit_code128(element, dpmm)
        _modules(canvas, placed, dpmm, height=placed.height)
    elif isinstance(element, QR):
        placed = bars.fit_qr(element, dpmm)
        _modules(canvas, placed, dpmm, height=placed.module)
    elif isinstance(element, Picture):
        _picture(canvas, element)


def _rectangle(canvas: Any, at: Dots, dpmm: int) -> None:
    unit = _PT / dpmm
    canvas.rect(at.left * unit, -at.bottom * unit, at.width * unit, at.height * unit, stroke=0, fill=1)


def _modules(canvas: Any, code: bars.Placed, dpmm: int, *, height: int) -> None:
    unit = _PT / dpmm
    path = canvas.beginPath()
    for y, row in enumerate(code.rows):
        x = 0
        for black, run in groupby(row):
            wide = len(list(run))
            if black:
                left, bottom = code.left + x * code.module, code.top + y * code.module + height
                path.rect(left * unit, -bottom * unit, wide * code.module * unit, height * unit)
            x += wide
    canvas.drawPath(path, stroke=0, fill=1)


def _text(canvas: Any, text: Text) -> None:
    block = typeset.set_text(text, _FINE)
    if text.inverse:
        _rectangle(canvas, text.area.dots(_FINE), _FINE)
    canvas.saveState()
    if text.inverse:
        canvas.setFillGray(1)
        canvas.setStrokeGray(1)
    for line in block.lines:
        _line(canvas, line, block.style, inverse=text.inverse)
        if text.strike:
            thick = block.style.px * 0.08
            middle = line.base - block.style.px * 0.29
            unit = _PT / _FINE
            canvas.rect(line.left * unit, -middle * unit, line.width * unit, thick * unit, stroke=0, fill=1)
    canvas.restoreState()


def _line(canvas: Any, line: Line, style: Style, *, inverse: bool) -> None:
    unit = _PT / _FINE
    x = line.left
    for (known, stroke), run in groupby(line.text, lambda c: (fonts.covers(c), fonts.stroke_of(c, style))):
        letters = "".join(run)
        if known:
            words = canvas.beginText(x * unit, -line.base * unit)
            words.setFont(_FACES[style.mono], style.px * unit)
            if style.bold:
                canvas.setLineWidth(2 * stroke * unit)
            words.setTextRenderMode(2 if style.bold else 0)
            words.setCharSpace(2 * stroke * unit)
            words.textOut(letters)
            canvas.drawText(words)
        else:
            _rare(canvas, letters, x, line.base, style=style, inverse=inverse)
        x += fonts.advance(letters, style)


def _rare(canvas: Any, letters: str, x: int, base: int, *, style: Style, inverse: bool) -> None:
    from reportlab.lib.utils import ImageReader

    unit = _PT / _FINE
    for character in letters:
        letter = fonts.glyph(character, style)
        if letter.picture is not None:
            ink = letter.picture.convert("L")
            picture = ink if inverse else ink.point(lambda value: 255 - value)
            left, bottom = x + letter.dx, base + letter.dy + picture.height
            canvas.drawImage(
                ImageReader(picture), left * unit, -bottom * unit, picture.width * unit, picture.height * unit
            )
        x += letter.advance


def _picture(canvas: Any, element: Picture) -> None:
    from reportlab.lib.utils import ImageReader

    at = element.area
    canvas.drawImage(
        ImageReader(pictures.opened(element.png)),
        at.x * _PT,
        -(at.y + at.h) * _PT,
        at.w * _PT,
        at.h * _PT,
        preserveAspectRatio=True,
        mask="auto",
    )


language: Language = Pdf()
