"""PNG: the label as the print head would draw it, for previews, reports and tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from printing import raster

if TYPE_CHECKING:
    from printing.label import Label
    from printing.languages.base import Language
    from printing.settings import PrinterSettings


class Png:
    """A 1-bit PNG at the printer's dots."""

    suffix = "png"
    status = None

    def encode(self, label: Label, settings: PrinterSettings) -> bytes:
        """Return the PNG file."""
        picture = raster.draw(label, settings.dpmm).moved(settings.offset_x, settings.offset_y).picture()
        out = io.BytesIO()
        dpi = settings.dpmm * 25.4
        picture.convert("1").save(out, "PNG", dpi=(dpi, dpi), optimize=False)
        return out.getvalue()


language: Language = Png()
