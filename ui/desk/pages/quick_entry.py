"""Quick entry: paste or type one line of a phone order, look at what was understood, Enter makes the order.

The line is read again a moment after each change, on the worker. A code nobody knows is shown with the nearest ones:
its key puts the right one into the line. After an order is made the line is empty for the next; Undo cancels the last.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from station.intake.quick import Quick, QuickItem
    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_PAUSE_MS = 250
_CHOICES = 8


class Line(QPlainTextEdit):
    """The pasted text; Enter makes the order, Shift+Enter starts a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give plain Enter to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuickEntry(QWidget):
    """The line, what it means, and what is missing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._last: str | None = None
        self.line = Line(tabChangesFocus=True)
        self.line.setPlaceholderText(_("Paste a line: name, phone, address, code x quantity. Enter makes the order"))
        self.line.setFixedHeight(110)
        self.person = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self.table = Table(_columns(), filtered=False, empty=_("No item yet: write code x quantity, such as SOCK x2"))
        self.near = QGridLayout()
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "trouble")
        self.told.hide()
        self.undo = QPushButton(_("Undo the last order (Ctrl+Shift+Z)"))
        self.undo.setEnabled(False)
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.pause.start)
        self.pause.timeout.connect(self.read)
        self.undo.clicked.connect(self.take_back)
        QShortcut(QKeySequence("Ctrl+Shift+Z"), self).activated.connect(self.take_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make the order on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        else:
            super().keyPressEvent(event)

    def read(self) -> None:
        """Read the line and show what it means."""
        self._desk.ask(partial(_read, text=self.line.toPlainText()), then=self._show)

    def enter(self) -> None:
        """Make the order of the line as it stands now."""
        text = self.line.toPlainText()
        if text.strip():
            self._desk.ask(partial(_enter, desk=self._desk, text=text), then=self._entered)

    def take_back(self) -> None:
        """Cancel the order made last."""
        if self._last is not None:
            work = partial(_take_back, desk=self._desk, order_id=self._last)
            self._desk.ask(work, then=self._taken_back)

    def _show(self, answer: tuple[Quick, dict[str, tuple[str, ...]]]) -> None:
        quick, names = answer
        self.person.setText("\n".join(_said(quick)))
        self.told.setText("\n".join(_missing(quick)))
        self.told.setVisible(bool(self.line.toPlainText().strip() and self.told.text()))
        self.table.show_rows(quick.items)
        while (item := self.near.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        unknown = next((item for item in quick.items if not item.sku and item.near), None)
        if unknown is None:
            return
        for place, code in enumerate(unknown.near[:_CHOICES]):
            button = QPushButton(f"Alt+{place + 1}  {' '.join((code, *names.get(code, ())))}")
            button.setShortcut(QKeySequence(f"Alt+{place + 1}"))
            button.clicked.connect(partial(self._correct, unknown, code))
            self.near.addWidget(button, place // 2, place % 2)

    def _correct(self, unknown: QuickItem, code: str) -> None:
        from station.intake.quick import corrected

        self.line.setPlainText(corrected(self.line.toPlainText(), unknown, code))
        self.line.setFocus()
        self.read()

    def _entered(self, made: tuple[str, str]) -> None:
        self._last, code = made
        self.line.clear()
        self.undo.setEnabled(True)
        self._tell(_("Order {code} was made: it can be packed now").format(code=code))
        self.line.setFocus()

    def _taken_back(self, code: str) -> None:
        self._last = None
        self.undo.setEnabled(False)
        self._tell(_("Order {code} was cancelled, its stock is free again").format(code=code))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Quick entry")), "title"))
        down.addWidget(self.line)
        down.addWidget(self.person)
        down.addWidget(self.table, 1)
        down.addLayout(self.near)
        across = QHBoxLayout()
        across.addWidget(self.told, 1)
        across.addStretch()
        across.addWidget(self.undo)
        down.addLayout(across)


def _said(quick: Quick) -> list[str]:
    """Return who, where and the note, as the line says them."""
    place = quick.address
    who = " ".join(part for part in (place.name, place.phone) if part)
    parts = (place.province, place.city, place.district, place.town, place.detail)
    where = " ".join(part for part in parts if part)
    told = ((_("Recipient"), who), (_("Address"), where), (_("Note"), quick.note))
    return [f"{name}  {words}" for name, words in told if words]


def _missing(quick: Quick) -> list[str]:
    """Return what a person must still write or choose."""
    place = quick.address
    told = [] if place.name else [_("no name")]
    told += [] if place.phone else [_("no phone")]
    told += [] if place.province else [_("no province or city")]
    told += [] if quick.items else [_("no item")]
    choose = [
        _("{written}: which one? Alt and its number").format(written=item.written)
        for item in quick.items
        if not item.sku
    ]
    return [_("Still missing: {what}").format(what=", ".join(told))] * bool(told) + choose


def _read(store: Store, text: str) -> tuple[Quick, dict[str, tuple[str, ...]]]:
    """Return what the line says, and what the codes to choose from are called."""
    from station.intake.quick import read
    from station.store.catalogue import by_codes

    with store.read() as tx:
        quick = read(tx, text)
        rows = by_codes(tx, {code for item in quick.items for code in item.near})
    words = {code: (row.name, row.color, row.size, row.model) for code, row in rows.items()}
    return quick, {code: tuple(word for word in some if word) for code, some in words.items()}


def _enter(store: Store, desk: Desk, text: str) -> tuple[str, str]:
    from station.intake.quick import enter_quick, read
    from station.orders.ids import short_code

    who, station = desk.operator, desk.station
    order_id = store.write(lambda tx: enter_quick(tx, read(tx, text), actor=who, station=station))
    return order_id, short_code(order_id)


def _take_back(store: Store, desk: Desk, order_id: str) -> str:
    from station.intake.entry import take_back
    from station.orders.ids import short_code

    who, station = desk.operator, desk.station
    store.write(lambda tx: take_back(tx, order_id, actor=who, station=station))
    return short_code(order_id)


def _sku(item: QuickItem) -> str:
    return item.sku or (_("choose one below") if item.near else _("not in the catalogue"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Written"), lambda item: item.written, mono=True),
        Column(_("SKU"), _sku, mono=True),
        Column(_("Name"), lambda item: item.name, wide=True),
        Column(_("Quantity"), lambda item: item.qty),
    )


class _Page:
    @property
    def order(self) -> int:
        return 30

    @property
    def title(self) -> str:
        return _("Quick entry")

    def make(self, desk: Desk) -> QWidget:
        return QuickEntry(desk)


page: Page = _Page()
