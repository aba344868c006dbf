"""A strip below the verdict when a part of the bench is broken: what happened, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.lamp import LampState, draw_lamp
from ui.widgets.painted import Painted, paint_card


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is broken.

    Attributes:
        name: which part: store, printer, scanner, program.
        happened: what happened, translated.
        remedy: what to do, translated.
        code: short word for support.
    """

    name: str
    happened: str
    remedy: str
    code: str = ""


class Banner(Painted):
    """Paints the strip; 92 px at full size."""

    shown: Trouble | None = None

    def show_trouble(self, shown: Trouble | None) -> None:
        """Show this trouble; ``None`` hides the strip."""
        if shown != self.shown:
            self.shown = shown
            self.changed(f"{shown.happened} {shown.remedy}" if shown else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the broken lamp and both sentences."""
        if self.shown is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(
            painter, box, fill=self.palette_.card, line=self.palette_.stop_words, radius=self.px(14), thick=self.px(4)
        )
        side = self.px(34)
        spot = QRectF(self.px(30), box.center().y() - side / 2, side, side)
        draw_lamp(painter, LampState.BROKEN, spot, self.palette_)
        code, quiet = self.shown.code, Ink(self.px(20), mono=True)
        wide = ink.width(code, quiet) if code else 0
        place = QRectF(box.right() - wide - self.px(24), 0, wide, box.height())
        ink.draw(painter, place, code, quiet, colour=self.palette_.quiet)
        left = spot.right() + self.px(22)
        room = place.left() - left - self.px(20)
        title = ink.fit(self.shown.happened, Ink(self.px(32), 700), room=room, smallest=0.7)
        remedy = ink.fit(self.shown.remedy, Ink(self.px(26)), room=room, smallest=0.7)
        ink.draw(
            painter,
            QRectF(left, self.px(8), room, self.px(40)),
            self.shown.happened,
            title,
            colour=self.palette_.stop_words,
        )
        ink.draw(
            painter, QRectF(left, self.px(48), room, self.px(36)), self.shown.remedy, remedy, colour=self.palette_.ink
        )
        painter.end()
