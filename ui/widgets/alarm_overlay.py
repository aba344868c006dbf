"""The alarm: over the list, never over the verdict; goes with the next right scan or key.

Four kinds and the stop, told apart by shape, colour and word: wrong item (red cross), too many (brown plus), unknown
code (dark question mark), the old item of an exchange (red arrow back), stop (red hand, covers everything below the
band). A wrong item shows both sides, what was scanned and what it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card
from ui.widgets.picture import draw_picture

if TYPE_CHECKING:
    from station.packing.view import Alarm, SpecCard

_KINDS = {
    "wrong": ("stop", Icon.CROSS),
    "too_many": ("review", Icon.PLUS),
    "unknown": ("neutral", Icon.QUESTION),
    "old_item": ("stop", Icon.BACK),
    "stop": ("stop", Icon.HAND),
}
_CENTRE = Qt.AlignmentFlag.AlignCenter


class AlarmOverlay(Painted):
    """Paints the alarm over the page.

    Signals:
        put_away: it was clicked; the packer saw it.
    """

    put_away = Signal()
    shown: Alarm | None = None
    note = ""

    def show_alarm(self, shown: Alarm, note: str = "") -> None:
        """Show this alarm, with a quiet note such as how often this order was stopped."""
        self.shown, self.note = shown, note
        self.changed(f"{shown.title} {shown.advice}")
        self.show()
        self.raise_()

    @property
    def covers_all(self) -> bool:
        """A stop covers everything below the band."""
        return self.shown is not None and self.shown.kind == "stop"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click puts the alarm away."""
        self.put_away.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shape, title, advice and both sides."""
        alarm = self.shown
        if alarm is None:
            return
        painter = QPainter(self)
        tone, icon = _KINDS.get(str(alarm.kind), _KINDS["stop"])
        ground: str = getattr(self.palette_, tone)
        margin = self.px(10)
        box = QRectF(self.rect())
        for number, step in enumerate((0, margin * 0.4, margin * 0.7)):  # a soft shadow without an effect object
            shade = QColor(self.palette_.shade)
            shade.setAlpha(14 + 12 * number)
            inner = box.adjusted(step, step, -step, -step)
            paint_card(painter, inner, fill=shade.name(QColor.NameFormat.HexArgb), radius=self.px(26))
        box = box.adjusted(margin, margin, -margin, -margin)
        paint_card(painter, box, fill=ground, line=self.palette_.on_band, radius=self.px(22), thick=self.px(4))
        side = self.px(190 if self.covers_all else 132)
        spot = QRectF(box.left() + self.px(52), box.center().y() - side / 2, side, side)
        draw_icon(painter, icon, spot, self.palette_.on_band)
        end = self._sides(painter, box, alarm)
        left = spot.right() + self.px(44)
        self._words(painter, QRectF(left, box.top(), end - left - self.px(30), box.height()), alarm)
        painter.end()

    def _words(self, painter: QPainter, box: QRectF, alarm: Alarm) -> None:
        full = 96 if self.covers_all else 72
        title = ink.fit(alarm.title, Ink(self.px(full), 900), room=box.width(), smallest=0.55)
        titles = ink.wrap(alarm.title, title, room=box.width(), limit=2)
        advice = Ink(self.px(42 if self.covers_all else 36))
        if sum(len(ink.wrap(part, advice, room=box.width(), limit=9)) for part in alarm.advice.splitlines()) > 2:
            advice = Ink(self.px(30))
        lines = ink.wrap(alarm.advice, advice, room=box.width(), limit=6 if self.covers_all else 3)
        note = Ink(self.px(26))
        high = title.line_height * len(titles) + self.px(8) + advice.line_height * len(lines)
        high += note.line_height + self.px(6) if self.note else 0
        place = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        top = ink.draw_lines(painter, place, titles, title, colour=self.palette_.on_band)
        place.moveTop(top + self.px(8))
        top = ink.draw_lines(painter, place, lines, advice, colour=self.palette_.on_band)
        if self.note:
            place.moveTop(top + self.px(6))
            ink.draw_lines(painter, place, (self.note,), note, colour=self.palette_.on_band)

    def _sides(self, painter: QPainter, box: QRectF, alarm: Alarm) -> float:
        right = box.right() - self.px(44)
        sides = ((alarm.expected, self.palette_.exchange_words), (alarm.scanned, self.palette_.stop_words))
        for card, colour in sides:
            if card is not None:
                wide = self._side_width(card, box)
                high = min(self.px(280 if card.picture else 184), box.height() - self.px(24))
                place = QRectF(right - wide, box.center().y() - high / 2, wide, high)
                self._side(painter, place, card, colour)
                right = place.left() - self.px(22)
        return right

    def _side_width(self, card: SpecCard, box: QRectF) -> float:
        wide = max(ink.width(card.spec, Ink(self.px(44), 700)), ink.width(card.sku, Ink(self.px(24), mono=True)))
        return max(self.px(220), min(wide + self.px(60), box.width() * 0.24))

    def _side(self, painter: QPainter, place: QRectF, card: SpecCard, colour: str) -> None:
        paint_card(painter, place, fill=self.palette_.card, radius=self.px(16))
        inner = place.adjusted(self.px(16), self.px(14), -self.px(16), -self.px(14))
        if card.picture:
            side = inner.height() * 0.42
            draw_picture(painter, card.picture, QRectF(inner.center().x() - side / 2, inner.top(), side, side))
            inner.setTop(inner.top() + side)
        third = inner.height() / 3
        top = QRectF(inner.left(), inner.top(), inner.width(), third)
        ink.draw(painter, top, card.title, Ink(self.px(26)), colour=self.palette_.ink, align=_CENTRE)
        spec = ink.fit(card.spec, Ink(self.px(44), 700), room=inner.width(), smallest=0.55)
        ink.draw(painter, top.translated(0, third), card.spec, spec, colour=colour, align=_CENTRE)
        sku = ink.fit(card.sku, Ink(self.px(24), mono=True), room=inner.width(), smallest=0.7)
        ink.draw(painter, top.translated(0, 2 * third), card.sku, sku, colour=self.palette_.ink, align=_CENTRE)
