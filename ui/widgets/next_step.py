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
    refused = False

    def show_step(self, sentence: str, aside: str = "", *, refused: bool = False) -> None:
        """Show what to do next, and quietly what just happened; loudly when that was a refusal."""
        if (sentence, aside, refused) != (self.shown, self.aside, self.refused):
            self.shown, self.aside, self.refused = sentence, aside, refused
            self.changed(f"{aside} {sentence}" if refused else sentence)

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
        if self.refused:
            self._refusal(painter, QRectF(left, 0, room, box.height()))
            painter.end()
            return
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

    def _refusal(self, painter: QPainter, box: QRectF) -> None:
        half = QRectF(box.left(), self.px(10), box.width(), (box.height() - self.px(20)) / 2)
        for text, colour in ((self.aside, self.palette_.attention_words), (self.shown, self.palette_.ink)):
            size = ink.fit(text, Ink(self.px(32), 800), room=box.width(), smallest=0.6)
            ink.draw(painter, half, text, size, colour=colour)
            half.translate(0, half.height())

    def _two_lines(self, painter: QPainter, box: QRectF) -> None:
        size = Ink(self.px(29), 700)
        lines = ink.wrap(self.shown, size, room=box.width(), limit=2)
        high = size.line_height * len(lines)
        place = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        ink.draw_lines(painter, place, lines, size, colour=self.palette_.ink)
