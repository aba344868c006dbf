"""The band a packer reads from 1.5 m: one word, one colour, one shape; the order on the right.

Before an order is open the band is neutral and says what to scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card

if TYPE_CHECKING:
    from station.packing.view import OrderHead

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Band:
    """What the band shows, already translated.

    Attributes:
        tone: name of a palette colour: go, stop, exchange, review or neutral.
    """

    tone: str
    icon: Icon
    word: str
    reason: tuple[str, ...] = ()
    order: OrderHead | None = None
    boxes: str = ""


class VerdictBand(Painted):
    """Paints the band; 196 px at full size."""

    shown: Band | None = None

    def show_band(self, shown: Band) -> None:
        """Show this verdict."""
        if shown != self.shown:
            self.shown = shown
            self.changed(" ".join((shown.word, *shown.reason)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, shape, word, reason and order."""
        if self.shown is None:
            return
        painter = QPainter(self)
        ground: str = getattr(self.palette_, self.shown.tone)
        painter.fillRect(self.rect(), QColor(ground))
        end = self._order(painter, self.shown)
        start = self._word(painter, self.shown)
        self._reason(painter, self.shown.reason, QRectF(start, 0, end - start - self.px(24), self.height()))
        painter.end()

    def _word(self, painter: QPainter, shown: Band) -> float:
        side, left = self.px(132), self.px(36)
        tile = QRectF(left, (self.height() - side) / 2, side, side)
        white = QColor(self.palette_.on_band)
        white.setAlphaF(0.2)
        paint_card(painter, tile, fill=white.name(QColor.NameFormat.HexArgb), radius=self.px(30))
        inset = side * 0.19
        draw_icon(painter, shown.icon, tile.adjusted(inset, inset, -inset, -inset), self.palette_.on_band)
        size = ink.fit(shown.word, Ink(self.px(118), 900), room=self.width() * 0.36)
        left = int(tile.right() + self.px(34))
        wide = ink.width(shown.word, size)
        box = QRectF(left, 0, wide + 1, self.height())
        ink.draw(painter, box, shown.word, size, colour=self.palette_.on_band)
        return box.right() + self.px(40)

    def _reason(self, painter: QPainter, reason: tuple[str, ...], box: QRectF) -> None:
        if not reason or box.width() < self.px(120):
            return
        size = Ink(self.px(34))
        for px in (34, 30, 26, 23):
            size = Ink(self.px(px))
            lines = tuple(line for part in reason for line in ink.wrap(part, size, room=box.width(), limit=4))
            if len(lines) <= (2 if px > 28 else 4):
                break
        lines = lines[:4]
        high = size.line_height * len(lines)
        place = QRectF(box.left(), (self.height() - high) / 2, box.width(), high)
        ink.draw_lines(painter, place, lines, size, colour=self.palette_.on_band)

    def _order(self, painter: QPainter, shown: Band) -> float:
        head = shown.order
        if head is None:
            return float(self.width())
        room = self.width() * 0.33
        right = self.width() - self.px(36)
        code = Ink(self.px(44), 700, mono=True)
        size = Ink(self.px(26))
        last = f"{head.promise} · {shown.boxes}" if shown.boxes else head.promise
        lines = [line for line in (f"{head.channel} {head.channel_no}", head.customer, last) if line.strip()]
        high = self.px(54) + len(lines) * self.px(38)
        top = (self.height() - high) / 2
        box = QRectF(right - room, top, room, self.px(54))
        ink.draw(painter, box, head.short_code, code, colour=self.palette_.on_band, align=_RIGHT)
        widest = ink.width(head.short_code, code)
        for number, line in enumerate(lines):
            fitted = ink.fit(line, size, room=room, smallest=0.75)
            place = QRectF(right - room, top + self.px(56) + number * self.px(38), room, self.px(38))
            if number == len(lines) - 1 and head.overdue:
                place = self._overdue(painter, place, line, fitted)
            ink.draw(painter, place, line, fitted, colour=self.palette_.on_band, align=_RIGHT)
            widest = max(widest, min(room, ink.width(line, fitted)))
        return right - widest

    def _overdue(self, painter: QPainter, place: QRectF, line: str, size: Ink) -> QRectF:
        wide = min(place.width(), ink.width(line, size))
        side = self.px(26)
        spot = QRectF(place.right() - wide - side - self.px(8), place.center().y() - side / 2, side, side)
        draw_icon(painter, Icon.BANG, spot, self.palette_.on_band)
        return place
