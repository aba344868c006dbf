"""ZPL II: Zebra and the many that speak like it.

One picture as ``^GF`` with ``:Z64:`` data (deflate, base64, CRC-16/CCITT; ZPL II programming guide, ^GF), about an
eighth of plain hex, in strips of at most 24,000 bytes: small memories and strict readers take those. ``^JZN`` (when the
settings say so): after paper out the printer must not print the last label again by itself, the outbox decides
(PRINTING.md section 7). No ``^PQ``: one label a job. Called by ``spooler`` and ``label render``.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

from printing import raster, status

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.raster import Raster
    from printing.settings import PrinterSettings

_LEVEL = 4  # 6 saves 5 % more and costs twice the time
_STRIP = 24_000


class Zpl:
    """ZPL II by one compressed picture."""

    suffix = "zpl"
    status = status.ZPL

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return one ``^XA … ^XZ``."""
        return frame(raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y), settings)


def frame(drawn: Raster, settings: PrinterSettings) -> bytes:
    """Return the format that prints a picture."""
    tuning = "" if settings.reprints else "^JZN"
    if settings.density is not None:
        tuning += f"^MD{settings.density}"
    if settings.speed is not None:
        tuning += f"^PR{settings.speed}"
    lines = max(1, _STRIP // drawn.stride)
    strips = (_strip(drawn, top, lines) for top in range(0, drawn.height, lines))
    return f"^XA{tuning}^PW{drawn.width}^LL{drawn.height}^LH0,0{''.join(strips)}^XZ\r\n".encode("ascii")


def _strip(drawn: Raster, top: int, lines: int) -> str:
    rows = drawn.rows[top * drawn.stride : (top + lines) * drawn.stride]
    if not any(rows):
        return ""
    size = len(rows)
    return f"^FO0,{top}^GFA,{size},{size},{drawn.stride},:Z64:{packed(rows)}^FS"


def packed(rows: bytes) -> str:
    """Return ``<base64>:<crc>`` of the deflated bytes."""
    coded = base64.b64encode(zlib.compress(rows, _LEVEL))
    return f"{coded.decode('ascii')}:{binascii.crc_hqx(coded, 0):04X}"


language: Language = Zpl()
