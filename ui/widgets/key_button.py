"""A key hint that is also a button: the word, and the key that does the same."""

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

_CENTRE = Qt.AlignmentFlag.AlignCenter


class KeyButton(Painted):
    """Paints word over key; 112 by 100 px at full size.

    Signals:
        pressed: it was clicked or touched; carries its name.
    """

    pressed = Signal(str)

    def __init__(self, look: Look, name: str, *, word: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.name, self.word, self.key = name, word, key
        self.setAccessibleName(f"{word} {key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was pressed."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.line, radius=self.px(14), thick=self.px(3))
        word = ink.fit(self.word, Ink(self.px(27), 700), room=box.width() - self.px(10), smallest=0.6)
        ink.draw(
            painter,
            QRectF(0, self.height() * 0.14, box.width(), self.height() * 0.42),
            self.word,
            word,
            colour=self.palette_.ink,
            align=_CENTRE,
        )
        ink.draw(
            painter,
            QRectF(0, self.height() * 0.56, box.width(), self.height() * 0.32),
            self.key,
            Ink(self.px(22)),
            colour=self.palette_.quiet,
            align=_CENTRE,
        )
        painter.end()
