"""The page before an order is open: three numbered steps, the present one ringed.

A new packer sees what a parcel takes; an old hand sees only the ring.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card

_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps, already translated: icon, word, sentence; which is now; which are done."""

    steps: tuple[tuple[Icon, str, str], ...]
    now: int


class StartSteps(Painted):
    """Paints the steps side by side."""

    shown: Steps | None = None

    def show_steps(self, shown: Steps) -> None:
        """Show these steps."""
        if shown != self.shown:
            self.shown = shown
            self.changed(" ".join(word for _icon, word, _sentence in shown.steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one card a step."""
        if self.shown is None:
            return
        painter = QPainter(self)
        gap, count = self.px(28), len(self.shown.steps)
        wide = (self.width() - gap * (count - 1)) / count
        high = min(self.height(), self.px(470))
        top = (self.height() - high) / 2
        for number, (icon, word, sentence) in enumerate(self.shown.steps):
            box = QRectF(number * (wide + gap), top, wide, high)
            self._card(painter, box, number)
            self._content(painter, box, icon, word, sentence, colour=self._colour(number))
        painter.end()

    def _colour(self, number: int) -> str:
        now = self.shown.now if self.shown else 0
        return self.palette_.ink if number == now else self.palette_.quiet

    def _card(self, painter: QPainter, box: QRectF, number: int) -> None:
        now = self.shown.now if self.shown else 0
        radius = self.px(20)
        if number == now:
            paint_card(painter, box, fill=self.palette_.ring, radius=radius)
            halo = self.px(6)
            box = box.adjusted(halo, halo, -halo, -halo)
        line = self.palette_.exchange_words if number == now else self.palette_.line
        thick = self.px(5 if number == now else 2)
        paint_card(painter, box, fill=self.palette_.card, line=line, radius=radius, thick=thick)
        side = self.px(40)
        spot = QRectF(box.left() + self.px(24), box.top() + self.px(24), side, side)
        if number < now:
            draw_icon(painter, Icon.CHECK, spot, self.palette_.go_words)
        else:
            ink.draw(painter, spot, str(number + 1), Ink(self.px(34), 700), colour=self._colour(number))

    def _content(self, painter: QPainter, box: QRectF, icon: Icon, word: str, sentence: str, *, colour: str) -> None:
        side = box.height() * 0.36
        spot = QRectF(box.center().x() - side / 2, box.top() + box.height() * 0.13, side, side)
        draw_icon(painter, icon, spot, colour)
        room = box.width() - self.px(48)
        size = ink.fit(word, Ink(self.px(56), 800), room=room)
        place = QRectF(box.left() + self.px(24), spot.bottom() + self.px(20), room, self.px(76))
        ink.draw(painter, place, word, size, colour=colour, align=_CENTRE)
        quiet = Ink(self.px(28))
        lines = ink.wrap(sentence, quiet, room=room, limit=2)
        under = QRectF(place.left(), place.bottom() + self.px(6), room, 0)
        ink.draw_lines(painter, under, lines, quiet, colour=self.palette_.quiet, align=_CENTRE)
