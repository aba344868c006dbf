"""The line above a slip: which of how many, what was read, what a person must look at."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted


class SlipHeader(Painted):
    """Paints title, what was read and what is asked."""

    shown = ("", "", "", "")

    def show_texts(self, title: str, read: str, asked: str, waiting: str) -> None:
        """Show these words; ``asked`` stands out."""
        if (title, read, asked, waiting) != self.shown:
            self.shown = (title, read, asked, waiting)
            self.changed(" ".join(self.shown))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.palette_.card))
        painter.fillRect(0, self.height() - self.px(2), self.width(), self.px(2), QColor(self.palette_.line))
        left: float = self.px(28)
        title, read, asked, waiting = self.shown
        parts = (
            (title, Ink(self.px(42), 800), self.palette_.ink),
            (read, Ink(self.px(28)), self.palette_.quiet),
            (asked, Ink(self.px(28), 700), self.palette_.attention_words),
            (waiting, Ink(self.px(28)), self.palette_.quiet),
        )
        for text, size, colour in parts:
            wide = min(ink.width(text, size), self.width() - left - self.px(28))
            if text and wide > 0:
                ink.draw(painter, QRectF(left, 0, wide, self.height()), text, size, colour=colour)
                left += wide + self.px(26)
        painter.end()
