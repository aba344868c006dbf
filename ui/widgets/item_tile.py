"""One side of an exchange: the item that comes back or the new one, tall, with its picture large.

Two of them stand side by side when an exchange is one item for another. It is the row of the list in another shape:
same words, same signs, same ring around the expected one.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from station.packing.view import RowState
from station.text import _
from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.item_row import HALO, ItemRowCard
from ui.widgets.painted import paint_card
from ui.widgets.picture import draw_picture

_CENTRE = Qt.AlignmentFlag.AlignCenter


class ItemTile(ItemRowCard):
    """Paints one side."""

    def size_(self, at_full_row: float) -> int:
        """Return a size of the window: a tile does not shrink."""
        return self.px(at_full_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what to do with it, picture, name, what differs, code and count."""
        row = self.shown
        if row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo, old = self.px(HALO), row.state is RowState.OLD
        box = QRectF(self.rect()).adjusted(halo, halo, -halo, -halo)
        self._ground(painter, box, row)
        inner = box.adjusted(self.px(24), self.px(16), -self.px(24), -self.px(16))
        head = QRectF(inner.left(), inner.top(), inner.width(), self.px(48))
        told = _("Comes back: do not send") if old else _("Send this one")
        colour = self.palette_.stop_words if old else self.palette_.exchange_words
        size = ink.fit(told, Ink(self.px(34), 800), room=head.width() - self.px(56), smallest=0.6)
        ink.draw(painter, head, told, size, colour=colour)
        side = self.px(44)
        icon = Icon.CHECK if row.state is RowState.DONE else Icon.BACK if old else Icon.BOX
        draw_icon(painter, icon, QRectF(inner.right() - side, head.top(), side, side), colour)
        words = self.px(54 + 62 + 34)
        edge = min(inner.width(), inner.height() - head.height() - words - self.px(24))
        well = QRectF(inner.center().x() - edge / 2, head.bottom() + self.px(10), edge, edge)
        paint_card(painter, well, fill=self.palette_.well, radius=self.px(14))
        painter.setOpacity(0.5 if self._dim else 1)
        inset = edge * 0.1
        draw_picture(painter, row.picture, well.adjusted(inset, inset, -inset, -inset))
        painter.setOpacity(1)
        self._named(painter, QRectF(inner.left(), well.bottom() + self.px(10), inner.width(), words))
        painter.end()

    def _named(self, painter: QPainter, box: QRectF) -> None:
        row = self.shown
        if row is None:
            return
        count = "" if row.state is RowState.OLD else f"{row.scanned} / {row.wanted}"
        big = Ink(self.px(54), 900)
        right = QRectF(box.right() - ink.width(count, big), box.top(), ink.width(count, big), box.height())
        ink.draw(painter, right, count, big, colour=self._tone(self.palette_.ink))
        room = right.left() - box.left() - (self.px(20) if count else 0)
        lines = (
            (row.name, Ink(self.px(32)), 54, self.palette_.ink),
            (row.spec, Ink(self.px(46), 800), 62, self.palette_.ink),
            (row.sku or "", Ink(self.px(22), mono=True), 34, self.palette_.quiet),
        )
        top = box.top()
        for text, size, high, colour in lines:
            place = QRectF(box.left(), top, room, self.px(high))
            fitted = ink.fit(text, size, room=room, smallest=0.6)
            ink.draw(painter, place, text, fitted, colour=self._tone(colour))
            if row.state is RowState.OLD and not size.mono:
                self._strike(painter, place, ink.width(text, fitted))
            top += self.px(high)
