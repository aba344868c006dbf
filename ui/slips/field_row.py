"""One field of the slip: how sure we are, what it is called, its picture, its value, candidates, quantity."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap

from station.people.mask import mask_phone
from station.text import _
from ui.slips.review import SlipField, Trust
from ui.slips.why import why_words
from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.lamp import LampState, draw_lamp
from ui.widgets.painted import Painted, paint_card

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_VALUE, _PICTURE = 196, 246  # where values start; room of a picture
_CHOICES = 86  # height of the candidates' line
_BARS = {
    Trust.SURE: "go",
    Trust.CONFIRMED: "go",
    Trust.DOUBTFUL: "attention",
    Trust.MISSING: "stop",
    Trust.CROSSED_OUT: "attention",
    Trust.LEFT_OUT: "quiet",
}


class FieldRow(Painted):
    """Paints one field.

    Signals:
        picked: a candidate was clicked; carries its place.
        looked_at: the row was clicked.
    """

    picked = Signal(int)
    looked_at = Signal()

    shown: SlipField | None = None
    active = False
    _crop: QPixmap | None = None
    _qty_crop: QPixmap | None = None
    _choices: tuple[tuple[QRectF, int], ...] = ()

    def show_field(
        self, shown: SlipField, *, active: bool, crop: QPixmap | None, qty_crop: QPixmap | None = None
    ) -> None:
        """Show this field beside what was written."""
        if (shown, active) != (self.shown, self.active):
            self.shown, self.active, self._crop, self._qty_crop = shown, active, crop, qty_crop
            self.changed(f"{label(shown)} {shown.text} {shown.qty or ''} {shown.trust}")

    def wanted_height(self) -> int:
        """Return the height: an item that is looked at has a second line for its candidates."""
        plain = 76 if self.shown is None or not self.shown.is_item else 100
        return self.px(plain + (_CHOICES if self._offers else 0))

    @property
    def _offers(self) -> bool:
        return self.active and self.shown is not None and bool(self.shown.choices)

    def value_box(self) -> QRectF:
        """Return where the value stands, for the field that is typed into."""
        left = self.px(_VALUE + (_PICTURE if self._crop is not None and self.shown and self.shown.is_item else 0))
        high = self.height() - (self.px(_CHOICES) if self._offers else 0)
        return QRectF(left, self.px(10), self.width() - left - self.px(20), high - self.px(20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick a candidate or look at the row."""
        for box, place in self._choices:
            if box.contains(event.position()):
                self.picked.emit(place)
                return
        self.looked_at.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        field = self.shown
        if field is None:
            return
        self._choices = ()
        painter = QPainter(self)
        self._ground(painter, field)
        quiet = Ink(self.px(24))
        name = QRectF(self.px(64), 0, self.px(_VALUE - 74), self.height())
        ink.draw(painter, name, label(field), quiet, colour=self.palette_.quiet)
        left = self._picture(painter, self.px(_VALUE))
        right = self._quantity(painter, field)
        high = self.height() - (self.px(_CHOICES) if self._offers else 0)
        self._value(painter, QRectF(left, 0, right - left, high), field)
        if self._offers:
            self._paint_choices(
                painter, QRectF(left, high, self.width() - left - self.px(26), self.px(_CHOICES)), field
            )
        painter.end()

    def _ground(self, painter: QPainter, field: SlipField) -> None:
        box = QRectF(self.rect())
        radius = self.px(14)
        line = self.palette_.attention if self.active else self.palette_.line
        paint_card(
            painter, box, fill=self.palette_.card, line=line, radius=radius, thick=self.px(5 if self.active else 2)
        )
        whole, strip = QPainterPath(), QPainterPath()
        whole.addRoundedRect(box, radius, radius)
        strip.addRect(QRectF(0, 0, self.px(15), box.height()))
        colour: str = getattr(self.palette_, _BARS[field.trust])
        painter.fillPath(whole.intersected(strip), QColor(colour))
        side = self.px(22)
        spot = QRectF(self.px(30), box.center().y() - side / 2, side, side)
        match field.trust:
            case Trust.CONFIRMED:
                draw_icon(painter, Icon.CHECK, spot, self.palette_.go_words)
            case Trust.SURE:
                draw_lamp(painter, LampState.GOOD, spot, self.palette_)
            case Trust.DOUBTFUL | Trust.CROSSED_OUT:
                draw_lamp(painter, LampState.ATTENTION, spot, self.palette_)
            case Trust.MISSING:
                draw_lamp(painter, LampState.BROKEN, spot, self.palette_)
            case _:
                draw_icon(painter, Icon.CROSS, spot, self.palette_.quiet)

    def _picture(self, painter: QPainter, left: int) -> float:
        if self._crop is None or self.shown is None or not self.shown.is_item:
            return left
        self._paint_crop(painter, self._crop, QRectF(left, self.px(14), self.px(_PICTURE - 16), self.px(72)))
        return left + self.px(_PICTURE)

    def _paint_crop(self, painter: QPainter, crop: QPixmap, room: QRectF) -> float:
        if crop.isNull():
            return 0
        scale = min(room.height() / crop.height(), room.width() / crop.width())
        wide, high = round(crop.width() * scale), round(crop.height() * scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(room.left(), room.center().y() - high / 2, wide, high)
        painter.drawPixmap(target, crop, QRectF(crop.rect()))
        return wide

    def _quantity(self, painter: QPainter, field: SlipField) -> float:
        right = self.width() - self.px(26)
        if not field.is_item:
            return right
        text = f"× {field.qty if field.qty else '?'} {field.unit}".strip()
        colour = self.palette_.ink if field.qty else self.palette_.stop_words
        size = Ink(self.px(34), 800)
        wide = max(self.px(120), ink.width(text, size))
        high = self.px(100)
        ink.draw(painter, QRectF(right - wide, 0, wide, high), text, size, colour=colour, align=_RIGHT)
        left = right - wide - self.px(16)
        if self._qty_crop is not None and not self._qty_crop.isNull():
            room = min(self.px(120), self.px(72) * self._qty_crop.width() / self._qty_crop.height())
            self._paint_crop(painter, self._qty_crop, QRectF(left - room, self.px(14), room, self.px(72)))
            left -= room + self.px(16)
        return left

    def _value(self, painter: QPainter, box: QRectF, field: SlipField) -> None:
        if field.trust is Trust.LEFT_OUT:
            told = _("not ordered: {raw}").format(raw=field.raw or "—")
            ink.draw(painter, box, told, Ink(self.px(26)), colour=self.palette_.quiet)
            return
        text = self._shown_text(field)
        colour = self.palette_.ink if field.text else self._empty(field)
        size = ink.fit(text, Ink(self.px(34 if field.is_item else 30), 700), room=box.width(), smallest=0.6)
        if not field.is_item:
            lines = ink.wrap(text, size, room=box.width(), limit=2)
            if len(lines) > 1:
                size = Ink(self.px(24), 700)
                lines = ink.wrap(text, size, room=box.width(), limit=2)
            high = size.line_height * len(lines)
            place = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
            ink.draw_lines(painter, place, lines, size, colour=colour)
            return
        below = field.name or (_("read: {raw}").format(raw=field.raw) if field.raw and not field.text else "")
        wide = max(ink.width(text, size), ink.width(below, Ink(self.px(22))))
        wide = min(wide, box.width())
        upper = QRectF(box.left(), box.center().y() - self.px(40), wide, self.px(46))
        ink.draw(painter, upper, text, size, colour=colour)
        lower = QRectF(box.left(), box.center().y() + self.px(6), wide, self.px(32))
        ink.draw(painter, lower, below, Ink(self.px(22)), colour=self.palette_.quiet)
        reasons = why_words(field.why) if field.open else ""
        if reasons:
            left = lower.left() + (ink.width(below, Ink(self.px(22))) + self.px(18) if below else 0)
            small = ink.fit(reasons, Ink(self.px(22), 700), room=box.right() - left, smallest=0.7)
            place = QRectF(left, lower.top(), box.right() - left, lower.height())
            ink.draw(painter, place, reasons, small, colour=self.palette_.attention_words)

    def _empty(self, field: SlipField) -> str:
        return self.palette_.stop_words if field.trust is Trust.MISSING else self.palette_.quiet

    def _shown_text(self, field: SlipField) -> str:
        if not field.text:
            return _("none") if field.key == "note" else _("not read, please type")
        return mask_phone(field.text) if field.key == "phone" and not self.active and not field.open else field.text

    def _paint_choices(self, painter: QPainter, room: QRectF, field: SlipField) -> None:
        size, small, gap = Ink(self.px(23), 700), Ink(self.px(19)), self.px(10)
        absent = _("take it out") if field.trust is Trust.CROSSED_OUT else _("not listed")
        words = [f"{place + 1}  {choice.code or absent}" for place, choice in enumerate(field.choices)]
        names = [choice.name for choice in field.choices]
        widths = [
            max(ink.width(code, size), min(ink.width(name, small), self.px(190))) + self.px(32)
            for code, name in zip(words, names, strict=True)
        ]
        share = min(1.0, (room.width() - gap * (len(widths) - 1)) / sum(widths))
        left, boxes = room.left(), []
        for place, choice in enumerate(field.choices):
            box = QRectF(left, room.top(), widths[place] * share, self.px(70))
            taken = choice.code is not None and choice.code == field.text
            ground = self.palette_.ink if taken else self.palette_.card
            colour = self.palette_.card if taken else self.palette_.ink
            paint_card(painter, box, fill=ground, line=self.palette_.ink, radius=self.px(10), thick=self.px(3))
            inner = box.adjusted(self.px(14), self.px(6), -self.px(12), -self.px(6))
            fitted = ink.fit(words[place], size, room=inner.width(), smallest=0.75)
            if choice.name:
                upper = QRectF(inner.left(), inner.top(), inner.width(), self.px(30))
                ink.draw(painter, upper, words[place], fitted, colour=colour)
                ink.draw(painter, upper.translated(0, self.px(28)), choice.name, small, colour=colour)
            else:
                ink.draw(painter, inner, words[place], fitted, colour=colour)
            boxes.append((box, place))
            left = box.right() + gap
        self._choices = tuple(boxes)


def label(field: SlipField) -> str:
    """Return what the field is called."""
    if field.is_item:
        return _("Line {n}").format(n=field.line)
    return {"customer": _("Customer"), "phone": _("Phone"), "address": _("Address"), "note": _("Note")}[field.key]
