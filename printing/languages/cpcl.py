"""CPCL: handheld and 76 mm waybill printers.

``! 0 200 200 height 1``, ``PAGE-WIDTH``, the raster as ``CG`` (compressed graphics: binary, counted, 1 = black),
``FORM`` to the next label, ``PRINT`` (CPCL programming manual). The two 200s are the language's constant for 203 dpi;
at 300 dpi they stay, the picture has its own dots. The data is counted: nothing in it can become a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import raster, status

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.settings import PrinterSettings


class Cpcl:
    """CPCL by one picture."""

    suffix = "cpcl"
    status = status.CPCL

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the commands of one label."""
        drawn = raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y)
        head = [f"! 0 200 200 {drawn.height} 1", f"PAGE-WIDTH {drawn.stride * 8}"]
        if settings.density is not None:
            head.append(f"CONTRAST {settings.density}")
        if settings.speed is not None:
            head.append(f"SPEED {settings.speed}")
        head.append(f"CG {drawn.stride} {drawn.height} 0 0 ")
        tail = b"\r\nFORM\r\nPRINT\r\n" if settings.gap else b"\r\nPRINT\r\n"
        return "\r\n".join(head).encode("ascii") + drawn.rows + tail


language: Language = Cpcl()
