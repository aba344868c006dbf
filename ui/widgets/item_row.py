"""One row of the item list: picture, name, what differs, code, scanned of wanted.

Expected is ringed, done is dimmed with a check, the old item of an exchange is struck through with an arrow: state is
told by shape as well as colour. A row is 150 px high at full size and shrinks with its contents when many share the
list.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen

from station.packing.view import ItemRow, RowState
from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, mix, paint_card
from ui.widgets.picture import draw_picture

FULL = 150  # height at full size
HALO = 5  # the ring's soft outside, inside the widget
_COMPACT = 0.8  # of the full height
_DIMMED = 0.66


class ItemRowCard(Painted):
    """Paints one row.

    Signals:
        ticked: the expected row was clicked and has no barcode to scan.
    """

    ticked = Signal()
    shown: ItemRow | None = None
    exchange = False

    def show_row(self, shown: ItemRow, *, exchange: bool = False) -> None:
        """Show this row; in an exchange its badge is blue."""
        if (shown, exchange) != (self.shown, self.exchange):
            self.shown, self.exchange = shown, exchange
            self.changed(f"{shown.name} {shown.spec} {shown.sku} {shown.scanned}/{shown.wanted} {shown.state}")

    def size_(self, at_full_row: float) -> int:
        """Return a size that shrinks with the row."""
        return max(1, round(at_full_row * (self.height() - 2 * self.px(HALO)) / FULL))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks a row that cannot be scanned."""
        row = self.shown
        if row is not None and row.state is RowState.EXPECTED and not row.sku:
            self.ticked.emit()

    @property
    def compact(self) -> bool:
        """A low row has two lines: name with code, and what differs."""
        return self.height() - 2 * self.px(HALO) < self.px(FULL) * _COMPACT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its picture, its words and its count."""
        row = self.shown
        if row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo = self.px(HALO)
        box = QRectF(self.rect()).adjusted(halo, halo, -halo, -halo)
        self._ground(painter, box, row)
        side = self.size_(112)
        well = QRectF(box.left() + self.size_(20), box.center().y() - side / 2, side, side)
        paint_card(painter, well, fill=self.palette_.well, radius=self.size_(14))
        inset = side * 0.14
        painter.setOpacity(0.5 if self._dim else 1)
        draw_picture(painter, row.picture, well.adjusted(inset, inset, -inset, -inset))
        painter.setOpacity(1)
        end = self._count(painter, box, row)
        left = well.right() + self.size_(26)
        self._words(painter, QRectF(left, box.top(), end - left - self.size_(20), box.height()), row)
        painter.end()

    @property
    def _dim(self) -> bool:
        return self.shown is not None and self.shown.state in {RowState.DONE, RowState.OLD}

    def _tone(self, colour: str) -> str:
        return mix(colour, self.palette_.card, share=_DIMMED) if self._dim else colour

    def _ground(self, painter: QPainter, box: QRectF, row: ItemRow) -> None:
        radius = self.px(16)
        if row.state is RowState.EXPECTED:
            halo = self.px(HALO)
            paint_card(painter, box.adjusted(-halo, -halo, halo, halo), fill=self.palette_.ring, radius=radius + halo)
            line, thick = self.palette_.exchange_words, self.px(4)
        else:
            line, thick = self.palette_.line, self.px(2)
        paint_card(painter, box, fill=self.palette_.card, line=line, radius=radius, thick=thick)

    def _count(self, painter: QPainter, box: QRectF, row: ItemRow) -> float:
        right = box.right() - self.size_(28)
        if row.state is RowState.OLD:
            side = self.size_(60)
            spot = QRectF(right - side, box.center().y() - side / 2, side, side)
            draw_icon(painter, Icon.BACK, spot, self.palette_.exchange_words)
            return spot.left()
        big, small = Ink(self.size_(66), 900), Ink(self.size_(38), 700)
        tail, head = f"/ {row.wanted}", str(row.scanned)
        wide = ink.width(tail, small)
        place = QRectF(right - wide, box.top() + self.size_(12), wide, box.height() - self.size_(12))
        ink.draw(painter, place, tail, small, colour=self._tone(self.palette_.quiet))
        wide = ink.width(head, big)
        place = QRectF(place.left() - wide - self.size_(12), box.top(), wide, box.height())
        ink.draw(painter, place, head, big, colour=self._tone(self.palette_.ink))
        if row.state is RowState.DONE:
            side = self.size_(54)
            spot = QRectF(place.left() - side - self.size_(16), box.center().y() - side / 2, side, side)
            draw_icon(painter, Icon.CHECK, spot, self.palette_.go_words)
            return spot.left()
        return place.left()

    def _words(self, painter: QPainter, box: QRectF, row: ItemRow) -> None:
        big, low = (56, 40) if self.compact else (42, 32)
        lines = (44, 74) if self.compact else (42, 54)
        top = box.top() + (box.height() - self.size_(sum(lines) + (0 if self.compact else 30))) / 2
        name = QRectF(box.left(), top, box.width(), self.size_(lines[0]))
        if not row.spec:  # its name alone tells it from others
            name.setHeight(self.size_(sum(lines)))
        used = self._name(painter, name, row, Ink(self.size_(low)) if row.spec else Ink(self.size_(big), 800))
        spec_ink = ink.fit(row.spec, Ink(self.size_(big), 800), room=box.width(), smallest=0.7)
        spec = QRectF(box.left(), name.bottom(), box.width(), self.size_(lines[1]))
        ink.draw(painter, spec, row.spec, spec_ink, colour=self._tone(self.palette_.ink))
        code = "" if row.sku is None else row.sku
        if not self.compact and row.barcode not in ("", row.sku):
            code = f"{code} · {row.barcode}" if code else row.barcode
        under = QRectF(box.left(), spec.bottom(), box.width(), self.size_(30))
        size = Ink(self.size_(22), mono=True)
        if self.compact:
            under = QRectF(used + self.size_(24), name.top(), box.right() - used - self.size_(24), name.height())
            size = Ink(self.size_(30), mono=True)
        if under.width() > self.size_(80):
            ink.draw(painter, under, code, size, colour=self._tone(self.palette_.quiet))
        if row.state is RowState.OLD:
            self._strike(painter, name, ink.width(row.name, Ink(self.size_(low))))
            self._strike(painter, spec, ink.width(row.spec, spec_ink))

    def _name(self, painter: QPainter, place: QRectF, row: ItemRow, size: Ink) -> float:
        badge = Ink(round(size.px * 0.7), 700)
        beside = ink.width(row.badge, badge) + self.size_(36) if row.badge else 0
        if self.compact:
            beside += ink.width(row.sku or "", Ink(self.size_(30), mono=True)) + self.size_(30)
        wide = min(ink.width(row.name, size), place.width() - beside)
        line = QRectF(place.left(), place.top(), wide, place.height())
        ink.draw(painter, line, row.name, size, colour=self._tone(self.palette_.ink))
        if not row.badge:
            return line.right()
        high = badge.px * 1.55
        wide = ink.width(row.badge, badge) + self.size_(24)
        box = QRectF(line.right() + self.size_(12), line.center().y() - high / 2, wide, high)
        fill = self.palette_.badge_new if self.exchange else self.palette_.badge
        words = self.palette_.exchange_words if self.exchange else self.palette_.attention_words
        paint_card(painter, box, fill=fill, radius=self.size_(8))
        ink.draw(painter, box, row.badge, badge, colour=words, align=Qt.AlignmentFlag.AlignCenter)
        return box.right()

    def _strike(self, painter: QPainter, place: QRectF, wide: float) -> None:
        painter.setPen(QPen(QColor(self._tone(self.palette_.ink)), max(2, self.size_(4))))
        level = place.center().y()
        end = place.left() + min(wide, place.width())
        painter.drawLine(QPointF(place.left(), level), QPointF(end, level))
