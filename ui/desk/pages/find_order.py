"""Find an order: one box, any number (short code, platform number, waybill, phone) or a name.

Ctrl+Shift+C copies the sentence that answers "where is my order?" for the selected one; Ctrl+L shows its label.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station.clock import local
from station.text import _
from ui.desk.label_look import LabelLook
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.orders.find import Found
    from station.store.engine import Store
    from ui.desk.page import Desk, Page
    from ui.label_preview import Drawn


class FindOrder(QWidget):
    """Search box over the orders found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(
            placeholderText=_("Any number or name: short code, platform number, waybill, phone or its last 4"),
            clearButtonEnabled=True,
        )
        self.table = Table(_columns(), filtered=False, empty=_("Type or scan a number, press Enter"))
        self.setFocusProxy(self.box)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Find an order")), "title"))
        down.addWidget(self.box)
        down.addWidget(self.table, 1)
        self.copy = QPushButton(_("Copy the status for the buyer (Ctrl+Shift+C)"))
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        across = QHBoxLayout()
        self.label = QPushButton(_("See the label (Ctrl+L)"))
        across.addWidget(self.copy)
        across.addWidget(self.label)
        across.addWidget(self.told, 1)
        down.addLayout(across)
        self.copy.clicked.connect(self.copy_status)
        self.label.clicked.connect(self.see_label)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.see_label)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(self.copy_status)
        self.box.returnPressed.connect(self.look_up)

    def look_up(self) -> None:
        """Look the number up."""
        key = self.box.text().strip()
        if key:
            self._desk.ask(partial(_find, key=key), then=partial(self._show, key))

    def copy_status(self) -> None:
        """Put the selected order's sentence on the clipboard; the only one found needs no selection."""
        if order_id := self._chosen():
            self._desk.ask(partial(_sentence, order_id=order_id), then=self._copied)

    def see_label(self) -> None:
        """Show the selected order's label as it prints."""
        if order_id := self._chosen():
            self._desk.ask(partial(_label, order_id=order_id, station=self._desk.station), then=self._look)
        else:
            self.told.setText(_("Choose an order first"))

    def _chosen(self) -> str:
        rows = self.table.selected() or (self.table.model.rows if len(self.table.model.rows) == 1 else ())
        return str(rows[0].order_id) if rows else ""

    def _look(self, drawn: Drawn) -> None:
        LabelLook(drawn, self.window()).open()

    def _copied(self, sentence: str) -> None:
        QGuiApplication.clipboard().setText(sentence)
        self.told.setText(_("Copied: {text}").format(text=sentence))

    def _show(self, key: str, found: tuple[Found, ...]) -> None:
        self.table.show_rows(found)
        if not found:
            told = _("No order has the number {key}: check it, or import the orders first")
            self.table.count.setText(told.format(key=key[:64]))
        several = _("{n} orders have this number: choose by channel and customer")
        self.told.setText(several.format(n=len(found)) if len(found) > 1 else "")
        self.box.selectAll()


def _find(store: Store, key: str) -> tuple[Found, ...]:
    from station.orders.find import find

    with store.read() as tx:
        return find(tx, key)


def _sentence(store: Store, order_id: str) -> str:
    from station.orders.sentence import status_sentence

    with store.read() as tx:
        return status_sentence(tx, order_id)


def _label(store: Store, order_id: str, station: str) -> Drawn:
    from ui.label_preview import of_order

    return of_order(store, order_id, station)


def _last_step(row: Found) -> str:
    return row.event if row.event_at is None else f"{local(row.event_at):%m-%d %H:%M} {row.event}"


def _waybill(row: Found) -> str:
    from station.carriers.base import find

    carrier = find(row.carrier)
    name = carrier.names[0] if carrier is not None else row.carrier
    return f"{name} {row.waybill_no}" if row.waybill_no else ""


def _columns() -> tuple[Column, ...]:
    from station.channels.names import shown_name

    return (
        Column(_("Short code"), lambda row: row.short_code, mono=True),
        Column(_("State"), lambda row: row.state_name),
        Column(_("Last step"), _last_step),
        Column(_("Channel"), lambda row: f"{shown_name(row.channel)} {row.shop}".strip()),
        Column(_("Number"), lambda row: row.number, mono=True),
        Column(_("Waybill number"), _waybill, mono=True),
        Column(_("Customer"), lambda row: row.customer, wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 10

    @property
    def title(self) -> str:
        return _("Find an order")

    def make(self, desk: Desk) -> QWidget:
        return FindOrder(desk)


page: Page = _Page()
