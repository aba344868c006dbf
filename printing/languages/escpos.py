"""ESC/POS: receipt printers of 58 and 80 mm.

``ESC @``, then the raster as ``GS v 0`` in bands of at most 256 rows (small printers hold no more), then ``GS V 66 0``:
feed and cut (Epson ESC/POS command reference). A 1 bit is a black dot. The data is counted: nothing in it can become a
command. White below the last black row is not sent, receipt paper has no length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import raster, status

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.settings import PrinterSettings

_BAND = 256


class EscPos:
    """ESC/POS by raster bands."""

    suffix = "escpos"
    status = status.ESCPOS

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the commands of one label."""
        drawn = raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y)
        rows = drawn.rows.rstrip(b"\0")
        height = -(-len(rows) // drawn.stride)
        rows = drawn.rows[: height * drawn.stride]
        out = bytearray(b"\x1b@")
        for top in range(0, height, _BAND):
            band = rows[top * drawn.stride : (top + _BAND) * drawn.stride]
            tall = len(band) // drawn.stride
            out += b"\x1dv0\x00" + drawn.stride.to_bytes(2, "little") + tall.to_bytes(2, "little") + band
        return bytes(out + b"\x1dVB\x00")


language: Language = EscPos()
