"""The one next step, beginning with a verb: the third thing a packer reads."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card


class NextStepBar(Painted):
    """Paints the sentence; 100 px at full size."""

    shown = ""
    aside = ""

    def show_step(self, sentence: str, aside: str = "") -> None:
        """Show what to do next, and quietly what just happened."""
        if (sentence, aside) != (self.shown, self.aside):
            self.shown, self.aside = sentence, aside
            self.changed(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the triangle and the words."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.ink, radius=self.px(16), thick=self.px(3))
        side = self.px(48)
        spot = QRectF(self.px(36), box.center().y() - side / 2, side, side)
        draw_icon(painter, Icon.PLAY, spot, self.palette_.ink)
        left = spot.right() + self.px(30)
        room = box.right() - left - self.px(28)
        size = Ink(self.px(40), 800)
        aside = Ink(self.px(24))
        beside = ink.width(self.aside, aside) if self.aside else 0
        if beside and ink.width(self.shown, size) + beside + self.px(40) <= room:
            place = QRectF(box.right() - beside - self.px(28), box.top(), beside, box.height())
            ink.draw(painter, place, self.aside, aside, colour=self.palette_.quiet)
        fitted = ink.fit(self.shown, size, room=room, smallest=0.7)
        if ink.width(self.shown, fitted) <= room:
            ink.draw(painter, QRectF(left, 0, room, box.height()), self.shown, fitted, colour=self.palette_.ink)
        else:
            self._two_lines(painter, QRectF(left, 0, room, box.height()))
        painter.end()

    def _two_lines(self, painter: QPainter, box: QRectF) -> None:
        size = Ink(self.px(29), 700)
        lines = ink.wrap(self.shown, size, room=box.width(), limit=2)
        high = size.line_height * len(lines)
        place = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        ink.draw_lines(painter, place, lines, size, colour=self.palette_.ink)
