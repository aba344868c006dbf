"""The thin dark bar on top: which bench, who packs, their own count, lamps, the time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.lamp import Lamp, draw_lamp
from ui.widgets.painted import Painted

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class TopBarText:
    """What the bar says, already translated."""

    station: str
    operator: str
    count: str
    clock: str
    lamps: tuple[Lamp, ...] = ()


class TopBar(Painted):
    """Paints the bar; 64 px at full size."""

    shown: TopBarText | None = None

    def show_text(self, shown: TopBarText) -> None:
        """Show these words and lamps."""
        if shown != self.shown:
            self.shown = shown
            lamps = " ".join(f"{lamp.text}={lamp.state}" for lamp in shown.lamps)
            self.changed(f"{shown.station} {shown.operator} {shown.count} {lamps}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint left the people, right the lamps."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.palette_.bar))
        if self.shown is not None:
            taken = self._lamps(painter, self.shown)
            self._people(painter, self.shown, self.width() - taken)
        painter.end()

    def _people(self, painter: QPainter, shown: TopBarText, room: float) -> None:
        left: float = self.px(28)
        parts = (
            (shown.station, Ink(self.px(25), 700), self.palette_.on_bar),
            (shown.operator, Ink(self.px(24)), self.palette_.on_bar),
            (shown.count, Ink(self.px(24)), self.palette_.on_bar_quiet),
        )
        for text, size, colour in parts:
            wide = min(ink.width(text, size), room - left - self.px(10))
            if not text or wide < self.px(40):
                continue
            ink.draw(painter, QRectF(left, 0, wide, self.height()), text, size, colour=colour)
            left += wide + self.px(30)

    def _lamps(self, painter: QPainter, shown: TopBarText) -> float:
        bold, size = Ink(self.px(25), 700), Ink(self.px(22))
        right = self.width() - self.px(28)
        room = ink.width(shown.clock, bold)
        box = QRectF(right - room, 0, room, self.height())
        ink.draw(painter, box, shown.clock, bold, colour=self.palette_.on_bar, align=_RIGHT)
        right = int(box.left() - self.px(28))
        dot = self.px(17)
        for lamp in reversed(shown.lamps):
            wide = min(ink.width(lamp.text, size), self.px(260))
            words = QRectF(right - wide, 0, wide, self.height())
            ink.draw(painter, words, lamp.text, size, colour=self.palette_.on_bar)
            spot = QRectF(words.left() - dot - self.px(9), (self.height() - dot) / 2, dot, dot)
            draw_lamp(painter, lamp.state, spot, self.palette_)
            right = int(spot.left() - self.px(26))
        return self.width() - right
