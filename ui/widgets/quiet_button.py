"""A quiet button of one line, word and key, for what a packer seldom wants: looking at the label before it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme.tokens import Look


class QuietButton(Painted):
    """Paints its words in a thin frame; 48 px high at full size.

    Signals:
        pressed: it was clicked or touched.
    """

    pressed = Signal()

    def __init__(self, look: Look, words: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.words = words
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def wide(self) -> int:
        """Width it wants."""
        return round(ink.width(self.words, self._ink)) + self.px(40)

    @property
    def _ink(self) -> Ink:
        return Ink(self.px(24))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and words."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.line, radius=self.px(12), thick=self.px(2))
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        ink.draw(painter, box, self.words, self._ink, colour=self.palette_.ink, align=align)
        painter.end()
