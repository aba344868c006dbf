"""ZPL with the printer's own font: a tenth of the bytes of a picture, for slow serial lines (``?font=E:SIMSUN.TTF``).

The same layout as ``raster``: each line of ``typeset`` stands on its base line (``^FT``), never wider than its area
whatever the font's widths are; bars have the same modules: ``^BC`` mode N where one code set serves, else ``^GF`` as QR
codes and pictures, for printers change sets and choose masks in ways of their own. ``^CI28``: UTF-8. Every text from
outside is one ``^FD`` under ``^FH``: what is no letter, digit or plain sign is a hex escape, so that it cannot become a
command (ZPL II programming guide, ^FH, ^CI, ^BC). ``languages/zpl`` calls it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PIL import Image

from printing import bars, fonts, raster, typeset
from printing.label import QR, Code128, Frame, Label, Picture, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.fonts import Style
    from printing.label import Dots, Element
    from printing.typeset import Line

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.")
_NARROWEST = 0.6  # of the height: letters pressed together more are not read
_LATIN = 1.15  # letters of another font may be wider than ours
_START_B, _START_C = "11010010000", "11010011100"
_SIGN = 11  # modules of one


def fields(label: Label, dpmm: int, *, font: str, packed: Callable[[raster.Raster, int, int], str]) -> str:
    """Return the fields of a label.

    Args:
        font: the printer's name of its font, such as ``E:SIMSUN.TTF``.
        packed: writes a picture at a place.

    Raises:
        LabelDoesNotFitError: something does not fit or covers another thing.
        BarcodeDataError: a code's text cannot be encoded.
    """
    label.check(dpmm)
    said = ["^CI28"]
    for element in label.elements:
        at = element.area.dots(dpmm)
        if isinstance(element, Text):
            said += _text(element, at, dpmm=dpmm, font=font)
        elif isinstance(element, Code128) and (bc := _bars(bars.fit_code128(element, dpmm))):
            said.append(bc)
        elif isinstance(element, Code128 | QR | Picture):
            said.append(packed(_alone(element, at, dpmm), at.left, at.top))
        else:
            said.append(_line(element, at, dpmm))
    return "".join(said)


def escaped(text: str) -> str:
    """Return a text as the data of a field under ``^FH``."""
    return "".join(chr(byte) if byte in _PLAIN else f"_{byte:02X}" for byte in text.encode("ascii", "replace"))


def _field(text: str) -> str:
    """Return ``^FH^FD…^FS``; letters beyond ASCII stay UTF-8, none of their bytes is a sign of the language."""
    return f"^FH^FD{''.join(sign if ord(sign) > 127 else escaped(sign) for sign in text)}^FS"


def _text(text: Text, at: Dots, *, dpmm: int, font: str) -> list[str]:
    block = typeset.set_text(text, dpmm)
    said = [_box(at)] if text.inverse else []
    unknown = set(fonts.missing(typeset.clean(text.text)))
    for line in block.lines:
        words = "".join(fonts.GETA if sign in unknown else sign for sign in line.text)
        if not words.strip():
            continue
        face = f"^A@N,{block.style.px},{_wide(line, block.style, at)},{font}"
        twice = text.bold and not text.inverse  # reversed dots would turn white again
        for shift in (0, 1) if twice else (0,):
            reverse = "^FR" if text.inverse else ""
            said.append(f"^FT{line.left + shift},{line.base}{face}{reverse}{_field(words)}")
        if text.strike:
            middle = line.base - round(block.style.px * 0.32)
            thick = max(2, round(block.style.px * 0.08))
            said.append(f"^FO{line.left},{middle}^GB{max(line.width, thick)},{thick},{thick}^FS")
    return said


def _wide(line: Line, style: Style, at: Dots) -> int:
    """Return a width of letters at which this line stays in its area also in a wider font."""
    signs = [(sign, fonts.width(sign, style)) for sign in line.text]
    most = sum(max(wide, style.px) if sign >= "\u2e80" else wide * _LATIN for sign, wide in signs) + 1
    room = at.right - line.left
    return max(round(style.px * _NARROWEST), min(style.px, int(style.px * room / most)))


def _alone(element: Code128 | QR | Picture, at: Dots, dpmm: int) -> raster.Raster:
    """Draw a code or picture by itself, at the dots it has on the label."""
    whole = raster.draw(Label(at.right / dpmm, at.bottom / dpmm, (element,)), dpmm)
    part = Image.frombytes("1", (whole.width, whole.height), whole.rows).crop((at.left, at.top, at.right, at.bottom))
    return raster.Raster(part.width, part.height, part.tobytes())


def _line(element: Element, at: Dots, dpmm: int) -> str:
    if isinstance(element, Frame):
        return f"^FO{at.left},{at.top}^GB{at.width},{at.height},{round(element.thickness * dpmm)}^FS"
    return _box(at)


def _box(at: Dots) -> str:
    high = max(1, at.height)
    return f"^FO{at.left},{at.top}^GB{at.width},{high},{min(at.width, high)}^FS"


def _bars(code: bars.Placed) -> str:
    """Return a Code 128 of one code set as ``^BC``; "" for one that changes sets: readers of ZPL disagree on those."""
    code, lines = bars.parted(code)
    row = code.rows[0]
    signs = ["".join("01"[black] for black in row[at : at + _SIGN]) for at in range(0, len(row) - 2 * _SIGN - 2, _SIGN)]
    pairs, values = signs[0] == _START_C, [_values().get(sign) for sign in signs[1:]]
    if signs[0] not in (_START_B, _START_C) or any(value is None or (value > 94 and not pairs) for value in values):
        return ""
    said = "".join(f"{value:02d}" if pairs else _letter(value) for value in values if value is not None)
    start = ">;" if pairs else ">:"
    barcode = f"^BY{code.module}^FO{code.left},{code.top}^BCN,{code.height},N,N,N,N^FH^FD{start}{said}^FS"
    return barcode + "".join(_box(line) for line in lines)


def _letter(value: int) -> str:
    letter = chr(value + 32)
    return ">0" if letter == ">" else escaped(letter)


@cache
def _values() -> dict[str, int]:
    """Return modules -> value of a sign (ISO/IEC 15417 table 1), from pairs of digits; set changes are none of them."""
    pairs = (bars.modules(f"{value:02d}" * 2, "Code128")[0][_SIGN : 2 * _SIGN] for value in range(100))
    return {"".join("01"[black] for black in pair): value for value, pair in enumerate(pairs)}
