"""ZPL II: Zebra and the many that speak like it.

One picture as ``^GF`` with ``:Z64:`` data (deflate, base64, CRC-16/CCITT; ZPL II programming guide, ^GF), about an
eighth of plain hex, in strips of at most 24,000 bytes: small memories and strict readers take those. ``^JZN`` (when the
settings say so): after paper out the printer must not print the last label again by itself, the outbox decides
(PRINTING.md section 7). No ``^PQ``: one label a job. A printer with ``font=`` gets text instead (``zpl_text``). Called
by ``spooler`` and ``label render``.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from printing import raster, status, zpl_text
from printing.label import Area

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.raster import Raster
    from printing.settings import PrinterSettings

_LEVEL = 3  # as quick as 1 and 2 % smaller; 4 saves 4 % more and costs half as much time again
_STRIP = 24_000


class Zpl:
    """ZPL II by one compressed picture."""

    suffix = "zpl"
    status = status.ZPL

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return one ``^XA … ^XZ``."""
        if settings.font:
            return _native(label, settings)
        return frame(raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y), settings)


def frame(drawn: Raster, settings: PrinterSettings) -> bytes:
    """Return the format that prints a picture."""
    return _format(drawn.width, drawn.height, placed(drawn, 0, 0), settings=settings)


def _native(label: Label, settings: PrinterSettings) -> bytes:
    paper = Area(0, 0, label.width, label.height).dots(settings.dpmm)
    shift = f"^LS{-settings.offset_x}" if settings.offset_x else ""
    shift += f"^LT{settings.offset_y}" if settings.offset_y else ""
    said = zpl_text.fields(label, settings.dpmm, font=settings.font, packed=placed)
    return _format(paper.right, paper.bottom, shift + said, settings=settings)


def _format(width: int, height: int, said: str, *, settings: PrinterSettings) -> bytes:
    tuning = "" if settings.reprints else "^JZN"
    if settings.density is not None:
        tuning += f"^MD{settings.density}"
    if settings.speed is not None:
        tuning += f"^PR{settings.speed}"
    return f"^XA{tuning}^PW{width}^LL{height}^LH0,0{said}^XZ\r\n".encode()


def placed(drawn: Raster, left: int, top: int) -> str:
    """Return the fields of a picture at a place."""
    lines = max(1, _STRIP // drawn.stride)
    return "".join(_strip(drawn, start, lines, at=(left, top)) for start in range(0, drawn.height, lines))


def _strip(drawn: Raster, start: int, lines: int, *, at: tuple[int, int]) -> str:
    rows = drawn.rows[start * drawn.stride : (start + lines) * drawn.stride]
    if not any(rows):
        return ""
    size = len(rows)
    return f"^FO{at[0]},{at[1] + start}^GFA,{size},{size},{drawn.stride},:Z64:{packed(rows)}^FS"


def packed(rows: bytes) -> str:
    """Return ``<base64>:<crc>`` of the deflated bytes."""
    coded = base64.b64encode(zlib.compress(rows, _LEVEL))
    return f"{coded.decode('ascii')}:{binascii.crc_hqx(coded, 0):04X}"


language: Language = Zpl()
