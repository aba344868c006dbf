"""One row of the item list: picture, name, what differs, code, scanned of wanted.

Expected is ringed, done is dimmed with a check, the old item of an exchange is struck through with an arrow: state is
told by shape as well as colour. A row is 150 px high at full size and shrinks with its contents when many share the
list.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from station.packing.view import ItemRow, RowState
from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card
from ui.widgets.picture import draw_picture

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FULL = 150  # height at full size
HALO = 5  # the ring's soft outside, inside the widget


class ItemRowCard(Painted):
    """Paints one row."""

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
        if row.state in {RowState.DONE, RowState.OLD}:
            painter.setOpacity(0.62)
        side = self.size_(112)
        well = QRectF(box.left() + self.size_(24), box.center().y() - side / 2, side, side)
        paint_card(painter, well, fill=self.palette_.well, radius=self.size_(14))
        inset = side * 0.16
        draw_picture(painter, row.picture, well.adjusted(inset, inset, -inset, -inset))
        end = self._count(painter, box, row)
        self._words(painter, QRectF(well.right() + self.size_(24), box.top(), 0, box.height()), row, end)
        painter.end()

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
            painter.setOpacity(1)
            draw_icon(painter, Icon.BACK, spot, self.palette_.exchange_words)
            painter.setOpacity(0.62)
            return spot.left()
        big, small = Ink(self.size_(66), 900), Ink(self.size_(38), 700)
        tail, head = f"/ {row.wanted}", str(row.scanned)
        wide = ink.width(tail, small)
        place = QRectF(right - wide, box.top() + self.size_(12), wide, box.height() - self.size_(12))
        ink.draw(painter, place, tail, small, colour=self.palette_.quiet)
        wide = ink.width(head, big)
        place = QRectF(place.left() - wide - self.size_(12), box.top(), wide, box.height())
        ink.draw(painter, place, head, big, colour=self.palette_.ink)
        if row.state is RowState.DONE:
            side = self.size_(54)
            spot = QRectF(place.left() - side - self.size_(16), box.center().y() - side / 2, side, side)
            painter.setOpacity(1)
            draw_icon(painter, Icon.CHECK, spot, self.palette_.go_words)
            painter.setOpacity(0.62)
            return spot.left()
        return place.left()

    def _words(self, painter: QPainter, start: QRectF, row: ItemRow, end: float) -> None:
        left, room = start.left(), end - start.left() - self.size_(20)
        name, spec = Ink(self.size_(32), 400), Ink(self.size_(42), 800)
        code = Ink(self.size_(22), mono=True)
        top = start.top() + self.size_(10)
        title = row.name
        badge_room = self._badge_width(row)
        wide = min(ink.width(title, name), room - badge_room)
        line = QRectF(left, top, wide, self.size_(42))
        ink.draw(painter, line, title, name, colour=self.palette_.ink)
        if row.badge:
            self._badge(painter, QRectF(line.right() + self.size_(12), top, badge_room, self.size_(42)), row)
        fitted = ink.fit(row.spec, spec, room=room, smallest=0.7)
        place = QRectF(left, top + self.size_(42), room, self.size_(56))
        ink.draw(painter, place, row.spec, fitted, colour=self.palette_.ink)
        under = " · ".join(part for part in (row.sku, row.barcode if row.barcode != row.sku else "") if part)
        place_code = QRectF(left, top + self.size_(98), room, self.size_(32))
        ink.draw(painter, place_code, under, code, colour=self.palette_.quiet)
        if row.state is RowState.OLD:
            self._strike(painter, line, ink.width(title, name))
            self._strike(painter, place, ink.width(row.spec, fitted))

    def _badge_width(self, row: ItemRow) -> float:
        return ink.width(row.badge, Ink(self.size_(22), 700)) + self.size_(36) if row.badge else 0

    def _badge(self, painter: QPainter, place: QRectF, row: ItemRow) -> None:
        fill = self.palette_.badge_new if self.exchange else self.palette_.badge
        words = self.palette_.exchange_words if self.exchange else self.palette_.attention_words
        size = Ink(self.size_(22), 700)
        box = QRectF(place.left(), place.center().y() - self.size_(17), place.width() - self.size_(12), self.size_(34))
        paint_card(painter, box, fill=fill, radius=self.size_(8))
        centre = Qt.AlignmentFlag.AlignCenter
        ink.draw(painter, box, row.badge, size, colour=words, align=centre)

    def _strike(self, painter: QPainter, place: QRectF, wide: float) -> None:
        painter.setPen(QPen(QColor(self.palette_.ink), max(2, self.size_(4))))
        wide = min(wide, place.width())
        level = place.center().y()
        painter.drawLine(QPointF(place.left(), level), QPointF(place.left() + wide, level))
