"""Codes as modules, and modules as whole dots.

Code 128 (ISO/IEC 15417) and QR (ISO/IEC 18004) come from zxing-cpp's writer as one value a module. A module must be a
whole number of dots: at fractions scanners fail (PRINTING.md section 5). Contents are printable ASCII only, so that
every scanner and every decoder reads the same text. Raster and PDF both place codes by ``fit_code128``/``fit_qr``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import zxingcpp

from printing.label import QR, Align, BarcodeDataError, Code128, Dots, LabelDoesNotFitError
from station.text import _

QUIET_CODE128 = 10  # modules on each side
_GUARD = 2  # modules of the line behind them
_BEHIND = (True,) * _GUARD + (False,) * QUIET_CODE128
QUIET_QR = 4
LONGEST = 80
WIDEST_MM = 0.5  # a wider module gains nothing
_THIRDS = 3  # zxing-cpp also looks at a third of the picture: 4-dot bars are read there as other texts


@dataclass(frozen=True, slots=True)
class Placed:
    """A code at its place: ``rows`` of modules, ``module`` dots each, first module at ``left``/``top``.

    A Code 128 has one row, drawn ``height`` dots high.
    """

    rows: tuple[tuple[bool, ...], ...]
    module: int
    left: int
    top: int
    height: int


def fit_code128(code: Code128, dpmm: int) -> Placed:
    """Place a Code 128 in its area, where there is room between two lines behind its quiet zones.

    A reader that looks at a reduced picture sees gray bars and may take them for another code: then these lines stand
    in that code's quiet zone, so it is none (measured: docs/labels.md, 10,000 random labels).

    Raises:
        BarcodeDataError: the text is empty, too long or not printable ASCII.
        LabelDoesNotFitError: modules would be narrower than ``code.least`` dots.
    """
    at = code.area.dots(dpmm)
    row = modules(code.data, "Code128")[0]
    whole = len(row) + 2 * QUIET_CODE128
    module = min(at.width // whole, round(WIDEST_MM * dpmm))
    if module > _THIRDS:
        module -= module % _THIRDS
    if module < code.least:
        raise _too_long(code.data)
    spare = at.width - whole * module
    lead = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[code.align]
    if min(lead, spare - lead) < _GUARD * module:
        return Placed((row,), module, at.left + lead + QUIET_CODE128 * module, at.top, at.height)
    return Placed(((*_BEHIND, *row, *_BEHIND[::-1]),), module, at.left + lead - _GUARD * module, at.top, at.height)


def parted(code: Placed) -> tuple[Placed, tuple[Dots, ...]]:
    """Return a Code 128 without the lines behind its quiet zones, and these."""
    (row,), n = code.rows, len(_BEHIND)
    if row[:n] != _BEHIND:
        return code, ()
    wide, bottom = _GUARD * code.module, code.top + code.height
    starts = code.left, code.left + len(row) * code.module - wide
    bare = Placed((row[n:-n],), code.module, code.left + n * code.module, code.top, code.height)
    return bare, tuple(Dots(start, code.top, start + wide, bottom) for start in starts)


def fit_qr(code: QR, dpmm: int) -> Placed:
    """Place a QR code in the middle of its area.

    Raises:
        BarcodeDataError: the text is empty, too long or not printable.
        LabelDoesNotFitError: modules would be narrower than ``code.least`` dots.
    """
    at: Dots = code.area.dots(dpmm)
    rows = modules(code.data, "QRCode")
    whole = len(rows) + 2 * QUIET_QR
    module = min(at.width, at.height) // whole
    if module < code.least:
        raise _too_long(code.data)
    size = len(rows) * module
    return Placed(rows, module, at.left + (at.width - size) // 2, at.top + (at.height - size) // 2, size)


def fits_code128(data: str, width_dots: int, *, module: int) -> bool:
    """Tell whether the code with its quiet zones fits ``width_dots`` at ``module`` dots."""
    return (len(modules(data, "Code128")[0]) + 2 * QUIET_CODE128) * module <= width_dots


@lru_cache(maxsize=512)
def modules(data: str, kind: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a ``Code128`` (one row) or ``QRCode``.

    Raises:
        BarcodeDataError: the text is empty, too long or not printable ASCII.
    """
    plain = data.isascii() or kind == "QRCode"  # QR codes carry UTF-8
    if not 0 < len(data) <= LONGEST or not (plain and data.isprintable()):
        raise BarcodeDataError(
            _("This text cannot be a barcode (1 to {most} plain letters and digits)").format(most=LONGEST),
            _("correct the code in the catalogue or the order"),
        )
    options = {} if kind == "Code128" else {"ec_level": "M"}
    symbol = zxingcpp.create_barcode(data, getattr(zxingcpp.BarcodeFormat, kind), **options)
    view = memoryview(cast("bytes", symbol.to_image(scale=1, add_quiet_zones=False)))  # its stub omits the buffer
    dots, (height, width) = view.tobytes(), view.shape or (1, 1)
    return tuple(
        tuple(value == 0 for value in dots[row * width : (row + 1) * width])
        for row in range(1 if kind == "Code128" else height)
    )


def _too_long(data: str) -> LabelDoesNotFitError:
    return LabelDoesNotFitError(
        _("A barcode of {n} characters is too wide for this label").format(n=len(data)),
        _("use a shorter code or wider paper"),
    )
