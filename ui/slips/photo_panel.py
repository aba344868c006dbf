"""The photo at the left, the field looked at outlined; zoomed onto it by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap

from station.text import _
from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted

if TYPE_CHECKING:
    from ui.slips.review import Box

_CENTRE = Qt.AlignmentFlag.AlignCenter


def read_photo(photo: bytes) -> QImage:
    """Return the photo upright; null when it is no picture."""
    buffer = QBuffer()
    buffer.setData(QByteArray(photo))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader.read()


class PhotoPanel(Painted):
    """Paints the photo."""

    def show_photo(self, photo: QImage) -> None:
        """Show another photo."""
        self._photo = QPixmap.fromImage(photo) if not photo.isNull() else None
        self._box = None
        self.changed(_("photo of the slip"))

    _photo: QPixmap | None = None
    _box: Box | None = None
    zoomed = False

    def outline_box(self, box: Box | None, *, zoomed: bool) -> None:
        """Outline this box; zoom onto it when asked."""
        if (box, zoomed) != (self._box, self.zoomed):
            self._box, self.zoomed = box, zoomed
            self.update()

    def crop(self, box: Box, *, margin: float = 0.15) -> QPixmap | None:
        """Return the part of the photo a field was read from."""
        if self._photo is None:
            return None
        around = _around(box, margin).intersected(QRectF(self._photo.rect()))
        return self._photo.copy(around.toAlignedRect()) if around.width() > 1 and around.height() > 1 else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint photo and outline."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box, self.px(16), self.px(16))
        painter.fillPath(clip, QColor(self.palette_.well))
        painter.setClipPath(clip)
        if self._photo is None:
            told = _("This photo cannot be shown")
            ink.draw(painter, box, told, Ink(self.px(28)), colour=self.palette_.quiet, align=_CENTRE)
        else:
            self._paint_photo(painter, self._photo, box)
        painter.end()

    def _paint_photo(self, painter: QPainter, photo: QPixmap, box: QRectF) -> None:
        source = QRectF(photo.rect())
        if self.zoomed and self._box is not None:
            source = _grow(_around(self._box, 0.6), box.width() / box.height()).intersected(source)
        scale = min(box.width() / source.width(), box.height() / source.height())
        wide, high = source.width() * scale, source.height() * scale
        target = QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
        painter.drawPixmap(target, photo, source)
        if self._box is None:
            return
        around = _around(self._box, 0.12)
        corner = QPointF((around.left() - source.left()) * scale, (around.top() - source.top()) * scale)
        spot = QRectF(target.topLeft() + corner, around.size() * scale)
        shade = QPainterPath()
        shade.addRect(target)
        hole = QPainterPath()
        hole.addRoundedRect(spot, self.px(8), self.px(8))
        painter.fillPath(shade.subtracted(hole), QColor(self.palette_.shade))
        painter.setPen(QPen(QColor(self.palette_.attention), self.px(5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(hole)


def _around(box: Box, margin: float) -> QRectF:
    left, top, wide, high = box
    more = high * margin
    return QRectF(left - more, top - more, wide + 2 * more, high + 2 * more)


def _grow(box: QRectF, shape: float) -> QRectF:
    wide = max(box.width(), box.height() * shape)
    high = max(box.height(), wide / shape)
    return QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high)
