"""Draws what the slip of an order says, line by line, beside what was ordered; on a worker, for the bench (Ctrl+B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from station.text import _
from ui.theme.fonts import MONO, SANS

if TYPE_CHECKING:
    from station.slips.written import Corners
    from station.store.engine import Store

_WIDE, _HIGH, _PICTURE, _MARGIN = 1300, 120, 820, 12  # pixels
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def of_order(store: Store, order_id: str) -> QImage:
    """Draw each line's part of the photo with its code and quantity.

    Raises:
        station.errors.UserError: the order has no slip, or its photo is gone.
    """
    from station.slips import written
    from station.store import photos
    from ui.slips.photo_panel import read_photo

    with store.read() as tx:
        found = written.of_order(tx, order_id)
    photo = read_photo(photos.load(store.home / "photos", store.vault, found.sha256) or b"")
    if photo.isNull():
        raise written.NoSlipError(_("The photo of this slip is gone"), _("go on by the list"))
    sheet = QImage(_WIDE, _HIGH * len(found.lines), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, (code, qty, place) in enumerate(found.lines):
        top = number * _HIGH
        if place is not None:
            _paste(painter, photo, place, QRectF(_MARGIN, top + _MARGIN, _PICTURE, _HIGH - 2 * _MARGIN))
        room = QRectF(_PICTURE + 3 * _MARGIN, top, _WIDE - _PICTURE - 3 * _MARGIN, _HIGH)
        painter.setFont(_font(MONO, 40))
        painter.drawText(room, _LEFT, code)
        painter.setFont(_font(SANS, 40))
        painter.drawText(room.adjusted(330, 0, 0, 0), _LEFT, f"× {qty}")
        painter.drawLine(0, top + _HIGH - 1, _WIDE, top + _HIGH - 1)
    painter.end()
    return sheet


def _paste(painter: QPainter, photo: QImage, place: Corners, room: QRectF) -> None:
    left, top, right, bottom = place
    more = (bottom - top) * 0.2
    source = QRectF(left - more, top - more, right - left + 2 * more, bottom - top + 2 * more)
    source = source.intersected(QRectF(photo.rect()))
    if source.width() < 1 or source.height() < 1:
        return
    share = min(room.width() / source.width(), room.height() / source.height())
    size = source.size() * share
    painter.drawImage(QRectF(room.topLeft(), size), photo, source)


def _font(family: str, pixels: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setBold(True)
    return font
