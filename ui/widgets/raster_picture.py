"""A label's dots as a picture on the screen, dot for dot; the bench's preview and the desk's pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from printing.raster import Raster


def pixmap(drawn: Raster) -> QPixmap:
    """Return a raster dot for dot."""
    rows = bytes(byte ^ 0xFF for byte in drawn.rows)  # QImage: 1 is white
    return QPixmap.fromImage(QImage(rows, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_Mono))
