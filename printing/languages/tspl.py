"""TSPL: TSC, Gprinter, HPRT and most four-inch label printers sold in China.

Only SIZE, GAP, DENSITY, SPEED, DIRECTION, REFERENCE, CLS, BITMAP and PRINT are sent (TSPL/TSPL2 programming manual).
``BITMAP x,y,width bytes,height,mode,data``: mode 0 overwrites; a 0 bit is a black dot, so the raster is inverted. The
data is binary and counted: nothing in it can become a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import raster, status

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.settings import PrinterSettings

_INVERT = bytes(255 - value for value in range(256))


class Tspl:
    """TSPL by one bitmap."""

    suffix = "tspl"
    status = status.TSPL

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the commands of one label."""
        drawn = raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y)
        head = [f"SIZE {label.width:g} mm,{label.height:g} mm", f"GAP {settings.gap:g} mm,0 mm"]
        if settings.density is not None:
            head.append(f"DENSITY {settings.density}")
        if settings.speed is not None:
            head.append(f"SPEED {settings.speed}")
        head += ["DIRECTION 1", "REFERENCE 0,0", "CLS", f"BITMAP 0,0,{drawn.stride},{drawn.height},0,"]
        return "\r\n".join(head).encode("ascii") + drawn.rows.translate(_INVERT) + b"\r\nPRINT 1,1\r\n"


language: Language = Tspl()
