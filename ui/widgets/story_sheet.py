"""The story behind the hints, or a question, over the list: closed by any key, the next scan or a click.

Titles bold, lines under them; the text gets smaller until everything fits. The page shows what ``BenchView`` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from station.text import _
from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card

if TYPE_CHECKING:
    from station.packing.view import StoryPart

_SIZES = (28, 26, 24, 22, 20, 18)  # of a line, at full size


class StorySheet(Painted):
    """Paints the story.

    Signals:
        put_away: it was clicked.
    """

    put_away = Signal()
    shown: tuple[StoryPart, ...] = ()

    asks = False

    def show_story(self, shown: tuple[StoryPart, ...], *, asks: bool = False) -> None:
        """Show this story, or ask the question its first part is; hide without one."""
        self.shown, self.asks = shown, asks
        self.setVisible(bool(shown))
        if shown:
            self.changed(" ".join(" ".join((part.title, *part.lines)) for part in shown))
            self.raise_()

    @property
    def head(self) -> str:
        """What stands on top, once."""
        return self.shown[0].title if self.asks else _("Why?")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click puts it away."""
        self.put_away.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head and every part as large as all of them fit."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.ink, radius=self.px(16), thick=self.px(3))
        margin = self.px(36)
        inner = box.adjusted(margin, self.px(22), -margin, -self.px(22))
        head = Ink(self.px(36), 800)
        line = QRectF(inner.left(), inner.top(), inner.width(), head.line_height)
        ink.draw(painter, line, self.head, head, colour=self.palette_.ink)
        close = "" if self.asks else _("any key closes this")
        room = ink.width(close, Ink(self.px(22)))
        line.setLeft(inner.right() - room)
        ink.draw(painter, line, close, Ink(self.px(22)), colour=self.palette_.quiet)
        inner.setTop(inner.top() + head.line_height + self.px(8))
        sizes = [self.px(size) for size in _SIZES]
        size = next((size for size in sizes if self._height(size, inner.width()) <= inner.height()), sizes[-1])
        self._parts(painter, inner, size)
        painter.end()

    def _parts(self, painter: QPainter, box: QRectF, size: int) -> None:
        place = QRectF(box)
        for part in self.shown:
            title, lines = self._wrapped(part, size, box.width())
            top = ink.draw_lines(painter, place, title, Ink(size, 700), colour=self.palette_.ink)
            inside = place.adjusted(size, 0, 0, 0)
            inside.moveTop(top)
            top = ink.draw_lines(painter, inside, lines, Ink(size), colour=self.palette_.quiet)
            place.moveTop(top + size * 0.6)

    def _height(self, size: int, wide: float) -> float:
        wrapped = [self._wrapped(part, size, wide) for part in self.shown]
        count = sum(len(title) + len(lines) for title, lines in wrapped)
        return count * Ink(size).line_height + len(wrapped) * size * 0.6

    def _wrapped(self, part: StoryPart, size: int, wide: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked = self.asks and part is self.shown[0]  # its title is the head
        title = () if asked else ink.wrap(part.title, Ink(size, 700), room=wide, limit=2)
        lines = (ink.wrap(line, Ink(size), room=wide - size, limit=3) for line in part.lines)
        return title, tuple(line for each in lines for line in each)
