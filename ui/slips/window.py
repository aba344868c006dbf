"""Reviewing a handwritten slip: photo left, fields right, one key a decision.

Enter confirms, Tab goes to the next doubtful field, 1 to n take a candidate, arrows look anywhere. Emits intents
only: whoever shows the draft makes the order (``station/slips/confirm.py``) and tells what was refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from station.text import _, ngettext
from ui.slips.field_row import FieldRow, label
from ui.slips.header import SlipHeader
from ui.slips.photo_panel import PhotoPanel, read_photo
from ui.slips.review import Review, SlipField, Trust, from_draft
from ui.theme.fonts import SANS
from ui.theme.tokens import LIGHT, Palette, look_for
from ui.widgets.banner import Banner, Trouble
from ui.widgets.key_button import KeyButton
from ui.widgets.next_step import NextStepBar
from ui.widgets.painted import Painted
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.errors import StationError
    from station.slips.confirm import ReviewedSlip

_KEYS = {
    Qt.Key.Key_F2: "retake",
    Qt.Key.Key_F4: "zoom",
    Qt.Key.Key_F6: "type",
    Qt.Key.Key_F7: "quantity",
    Qt.Key.Key_F8: "discard",
}


class _Fields(ScrollColumn):
    def height_of(self, card: Painted) -> int:
        return card.wanted_height() if isinstance(card, FieldRow) else 0


class SlipReview(QWidget):
    """One slip.

    Signals:
        confirmed: every doubtful field was looked at and Enter said so; carries the ``ReviewedSlip``.
        retake_wanted: a better photo is wanted.
        discarded: this slip shall not become an order.
    """

    confirmed = Signal(object)
    retake_wanted = Signal()
    discarded = Signal()

    def __init__(self, palette: Palette = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("PackBench · slips"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._palette = palette
        look = look_for(self.width(), self.height(), palette)
        self.header = SlipHeader(look, self)
        self.banner = Banner(look, self)
        self.photo = PhotoPanel(look, self)
        self.fields = _Fields(look, self)
        self.next_step = NextStepBar(look, self)
        self.keys = [KeyButton(look, name, word=word, key=key, parent=self) for name, word, key in _key_words()]
        for key in self.keys:
            key.pressed.connect(self._act)
        self._typed = QLineEdit(self)
        self._typed.hide()
        self._typed.returnPressed.connect(self._on_typed)
        self._typed.installEventFilter(self)
        self._typing = ""
        self._review: Review | None = None
        self._place, self._of, self._waiting = 1, 1, 0
        self._told: Trouble | None = None
        self.banner.hide()

    def review(self) -> Review | None:
        """Return the review as it stands."""
        return self._review

    def show_draft(  # the whole of one slip
        self,
        draft: Mapping[str, Any],
        photo: bytes,
        *,
        names: Mapping[str, str] | None = None,
        place: tuple[int, int] = (1, 1),
        waiting: int = 0,
    ) -> None:
        """Show a draft with its photo; ``place`` is which of how many, ``waiting`` how many are still being read."""
        self._place, self._of = place
        self._waiting = waiting
        self.photo.show_photo(read_photo(photo))
        self.photo.zoomed = False
        told = draft.get("told")
        self._told = Trouble("slip", told["happened"], told["remedy"], told["code"]) if told else None
        self._end_trouble()
        self._show(from_draft(draft, names))

    def show_refusal(self, error: StationError) -> None:
        """Tell why the order was not made; the review stays."""
        self.banner.show_trouble(Trouble("slip", error.happened, error.remedy, error.code))
        self.banner.show()
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of the review."""
        if self._review is None or event.isAutoRepeat():
            return
        key = Qt.Key(event.key())
        number = event.key() - Qt.Key.Key_1
        if key in _KEYS:
            self._act(_KEYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._confirm(self._review)
        elif 0 <= number < len(self._review.now.choices):
            self._show(self._review.pick(number))
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._show(self._review.go(1 if key is Qt.Key.Key_Down else -1))

    def event(self, event: QEvent) -> bool:
        """Tab goes to the next doubtful field, not to a next widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._review is not None:
            if event.key() == Qt.Key.Key_Tab:
                self._show(self._review.next_open())
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self._show(self._review.go(-1))
                return True
        return super().event(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Escape ends typing."""
        leaves = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if watched is self._typed and event.type() == QEvent.Type.KeyPress and leaves:
            self._end_typing()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale with the window."""
        look = look_for(self.width(), self.height(), self._palette)
        for part in self.findChildren(Painted):
            part.set_look(look)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._palette.paper))
        painter.end()

    def _act(self, name: str) -> None:
        if self._review is None:
            return
        match name:
            case "retake":
                self.retake_wanted.emit()
            case "discard":
                self.discarded.emit()
            case "zoom":
                self.photo.outline_box(self._review.now.place, zoomed=not self.photo.zoomed)
            case "quantity" if not self._review.now.is_item:
                return
            case _:
                self._begin_typing(name)

    def _confirm(self, review: Review) -> None:
        if review.ready:
            self.confirmed.emit(reviewed(review))
        elif review.now.trust is Trust.MISSING:
            self._begin_typing("quantity" if review.now.is_item and review.now.text else "type")
        else:
            self._show(review.confirm())

    def _begin_typing(self, what: str) -> None:
        if self._review is None:
            return
        row = self.fields.cards[self._review.active]
        if not isinstance(row, FieldRow):
            return
        self._typing = what
        now = self._review.now
        self._typed.setText(str(now.qty or "") if what == "quantity" else now.text)
        box = row.value_box().toRect()
        corner = row.mapTo(self, box.topLeft())
        self._typed.setStyleSheet(f'font-family: "{SANS}"; font-size: {self.header.px(34)}px;')
        self._typed.setGeometry(corner.x(), corner.y(), box.width(), box.height())
        self._typed.selectAll()
        self._typed.show()
        self._typed.raise_()
        self._typed.setFocus()

    def _on_typed(self) -> None:
        text, what = self._typed.text(), self._typing
        self._end_typing()
        if self._review is not None:
            typed = self._review.type_quantity(text.strip()) if what == "quantity" else self._review.type_text(text)
            self._show(typed.confirm())

    def _end_typing(self) -> None:
        self._typed.hide()
        self.setFocus()

    def _end_trouble(self) -> None:
        self.banner.show_trouble(self._told)  # what is wrong with the slip itself stays
        self.banner.setVisible(self._told is not None)

    def _show(self, review: Review) -> None:
        self._review = review
        if not self.banner.isHidden():
            self._end_trouble()
        while len(self.fields.cards) < len(review.fields):
            self._add_row(len(self.fields.cards))
        while len(self.fields.cards) > len(review.fields):
            gone = self.fields.cards.pop()
            gone.hide()
            gone.deleteLater()
        for place, (row, field) in enumerate(zip(self.fields.cards, review.fields, strict=True)):
            if isinstance(row, FieldRow):
                crops = [self.photo.crop(box) if box is not None else None for box in (field.box, field.qty_box)]
                row.show_field(field, active=place == review.active, crop=crops[0], qty_crop=crops[1])
        self.photo.outline_box(review.now.place, zoomed=self.photo.zoomed)
        self.header.show_texts(*self._header(review))
        self.next_step.show_step(_next(review))
        self._arrange()

    def _add_row(self, place: int) -> None:
        row = FieldRow(self.fields.look, self.fields)
        row.picked.connect(self._on_picked)
        row.looked_at.connect(lambda: self._on_looked_at(place))
        row.show()
        self.fields.cards.append(row)

    def _on_picked(self, place: int) -> None:
        if self._review is not None:
            self._show(self._review.pick(place))

    def _on_looked_at(self, place: int) -> None:
        if self._review is not None:
            self._show(self._review.at(place))

    def _header(self, review: Review) -> tuple[str, str, str, str]:
        title = _("Slip {n} / {of}").format(n=self._place, of=self._of)
        read = _("{n} fields read").format(n=len(review.fields))
        left = review.open_count
        asked = ngettext("{n} field for you to check", "{n} fields for you to check", left).format(n=left)
        waiting = _("{n} more being read").format(n=self._waiting) if self._waiting else ""
        return title, read, asked if left else _("all checked"), waiting

    def _arrange(self) -> None:
        px = self.header.px
        wide, high, margin, foot = self.width(), self.height(), px(28), px(100)
        self.header.setGeometry(0, 0, wide, px(82))
        top = px(82) + px(22)
        if not self.banner.isHidden():
            self.banner.setGeometry(margin, top, wide - 2 * margin, px(92))
            top += px(92) + px(16)
        bottom = high - foot - px(16)
        area = max(1, bottom - px(18) - top)
        photo = round((wide - 2 * margin) * 0.345)
        self.photo.setGeometry(margin, top, photo, area)
        left = margin + photo + px(22)
        self.fields.setGeometry(left, top, wide - margin - left, area)
        key, between = px(112), px(12)
        keys = len(self.keys) * (key + between) - between
        self.next_step.setGeometry(margin, bottom, wide - 2 * margin - keys - px(24), foot)
        for number, button in enumerate(self.keys):
            button.setGeometry(wide - margin - keys + number * (key + between), bottom, key, foot)
        active = self._review.active if self._review is not None else 0
        self.fields.arrange(self.fields.cards[active] if active < len(self.fields.cards) else None)


def reviewed(review: Review) -> ReviewedSlip:
    """Return what a person confirmed, for ``station/slips/confirm.py``."""
    from station.intake.entry import WrittenItem
    from station.slips.confirm import ReviewedSlip

    texts = {field.key: field.text for field in review.fields}
    ordered = [field for field in review.fields if field.is_item and field.trust is not Trust.LEFT_OUT]
    items = tuple(WrittenItem(field.text, field.qty or 0) for field in ordered)
    lines = tuple(field.line for field in ordered)
    return ReviewedSlip(texts["customer"], texts["phone"], texts["address"], items, texts["note"], lines)


def _next(review: Review) -> str:
    field = review.now
    if review.ready:
        return _("Press Enter to make the order")
    if not field.open:
        return _("Press Tab for the next field to check")
    if field.is_item:
        return _next_item(field)
    if field.choices:
        told = _("{field}: Enter if right as it is, 1 to {last} for a customer we know")
        return told.format(field=label(field), last=len(field.choices))
    if field.trust is Trust.MISSING:
        return _("{field}: press Enter and type it").format(field=label(field))
    return _("{field}: Enter if right, F6 to correct").format(field=label(field))


def _next_item(field: SlipField) -> str:
    if field.trust is Trust.CROSSED_OUT:
        if len(field.choices) == 1:
            return _("Line {n} is crossed out: 1 takes it out, F6 to type the code").format(n=field.line)
        told = _("Line {n} is crossed out: {last} takes it out, 1 orders it all the same")
        return told.format(n=field.line, last=len(field.choices))
    if field.text and not field.qty:
        return _("Line {n}: press Enter and type the quantity").format(n=field.line)
    if len(field.choices) > 1:
        told = _("Line {n}: 1 to {last} to choose, Enter if code and quantity are right")
        return told.format(n=field.line, last=len(field.choices))
    if field.trust is Trust.MISSING:
        return _("Line {n}: press Enter and type the code, or 1 to leave it out").format(n=field.line)
    return _("Line {n}: Enter if code and quantity are right").format(n=field.line)


def _key_words() -> tuple[tuple[str, str, str], ...]:
    return (
        ("retake", _("Retake"), "F2"),
        ("zoom", _("Zoom"), "F4"),
        ("type", _("Type"), "F6"),
        ("quantity", _("Quantity"), "F7"),
        ("discard", _("Discard"), "F8"),
    )
