"""A column of painted widgets below each other that scrolls when they are too many.

Holds no wheel magic and never moves by itself: ``keep_visible`` brings the expected one into sight, with its
neighbours where there is room. A thin bar at the right tells that there is more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent

from ui.widgets.painted import Painted, paint_card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme.tokens import Look


class ScrollColumn(Painted):
    """Children below each other; subclasses give each its height."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.cards: list[Painted] = []
        self.gap = 14
        self._offset = 0

    def height_of(self, card: Painted) -> int:
        """Return the height this child wants."""
        return card.height()

    def look_changed(self) -> None:
        """Pass the look on."""
        for card in self.cards:
            card.set_look(self._look)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by hand."""
        self._offset -= event.angleDelta().y()
        self.arrange()
        event.accept()

    def arrange(self, keep_visible: Painted | None = None) -> None:
        """Place the children; scroll so that ``keep_visible`` is in sight."""
        gap = self.px(self.gap)
        heights = [self.height_of(card) for card in self.cards]
        total = sum(heights) + gap * max(0, len(heights) - 1)
        if keep_visible in self.cards:
            self._bring(self.cards.index(keep_visible), heights, gap)
        self._offset = max(0, min(self._offset, total - self.height()))
        bar = self.px(14) if total > self.height() else 0
        top = -self._offset
        for card, high in zip(self.cards, heights, strict=True):
            card.setGeometry(0, top, self.width() - bar, high)
            top += high + gap
        self._total = total
        self.update()

    def _bring(self, place: int, heights: list[int], gap: int) -> None:
        """Scroll only when this piece or its next is out of sight; then its previous stands on top, uncut."""
        tops = [sum(heights[:number]) + gap * number for number in range(len(heights))]
        last = min(place + 1, len(heights) - 1)
        if tops[place] < self._offset or tops[last] + heights[last] > self._offset + self.height():
            self._offset = tops[max(0, place - 1)]

    _total = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the thin bar when there is more than fits."""
        if self._total <= self.height():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = self.px(8)
        track = QRectF(self.width() - wide, 0, wide, self.height())
        paint_card(painter, track, fill=self.palette_.line, radius=wide / 2)
        share = self.height() / self._total
        grip = QRectF(track.left(), self._offset * share, wide, self.height() * share)
        painter.setBrush(QColor(self.palette_.quiet))
        painter.drawRoundedRect(grip, wide / 2, wide / 2)
        painter.end()
