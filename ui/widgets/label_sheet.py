"""A picture over the list: the order's label before it prints (Ctrl+L), or what its slip says (Ctrl+B).

Closed by any key, a scan or a click.

As large as the place allows, never larger than its dots; beside it what the picture cannot say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap

from station.text import _
from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card
from ui.widgets.raster_picture import pixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from printing.raster import Raster
    from ui.theme.tokens import Look


class LabelSheet(Painted):
    """Paints a label and the sentences beside it.

    Signals:
        put_away: it was clicked.
    """

    put_away = Signal()
    title = ""
    told: tuple[str, ...] = ()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.picture = QPixmap()

    def show_label(self, drawn: Raster, told: tuple[str, ...]) -> None:
        """Show this label."""
        self._show(pixmap(drawn), _("So it prints"), (*told, _("Nothing is printed and no number is used up")))

    def show_slip(self, drawn: QImage) -> None:
        """Show what the slip says."""
        self._show(QPixmap.fromImage(drawn), _("So it was written"), ())

    def _show(self, picture: QPixmap, title: str, told: tuple[str, ...]) -> None:
        self.picture, self.title, self.told = picture, title, told
        self.show()
        self.changed(" ".join((title, *told)))
        self.raise_()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click puts it away."""
        self.put_away.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the label at the left, the words at the right."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.ink, radius=self.px(16), thick=self.px(3))
        margin = self.px(18)
        inner = box.adjusted(margin, margin, -margin, -margin)
        end = self._label(painter, inner)
        self._words(painter, inner.adjusted(end - inner.left() + self.px(36), 0, 0, 0))
        painter.end()

    def _label(self, painter: QPainter, inner: QRectF) -> float:
        if self.picture.isNull():
            return inner.left()
        ratio = self.devicePixelRatioF()
        wide, high = self.picture.width() / ratio, self.picture.height() / ratio
        share = min(1.0, inner.height() / high, inner.width() * 0.66 / wide)
        place = QRectF(inner.left(), inner.top(), wide * share, high * share)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=share < 1)
        shown = self.picture
        if share < 1:  # many dots to one pixel: their mean, not one of them
            size = (place.size() * ratio).toSize()
            shown = shown.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap(place, shown, QRectF(shown.rect()))
        painter.setPen(QColor(self.palette_.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        return place.right()

    def _words(self, painter: QPainter, box: QRectF) -> None:
        head, size = Ink(self.px(36), 800), Ink(self.px(26))
        title = ink.wrap(self.title, head, room=box.width(), limit=2)
        place = QRectF(box)
        place.moveTop(ink.draw_lines(painter, place, title, head, colour=self.palette_.ink) + self.px(8))
        for sentence in (*self.told, _("any key closes this")):
            lines = ink.wrap(sentence, size, room=box.width(), limit=4)
            place.moveTop(ink.draw_lines(painter, place, lines, size, colour=self.palette_.quiet) + self.px(8))
