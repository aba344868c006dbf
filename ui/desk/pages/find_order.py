"""Find an order: one box, any number (short code, platform number, waybill, phone tail)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from station.text import _
from ui.desk.named import named
from ui.desk.table import Column, Table

if TYPE_CHECKING:
    from station.orders.find import Found
    from station.store.engine import Store
    from ui.desk.pages.base import Desk, Page


class FindOrder(QWidget):
    """Search box over the orders found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(
            placeholderText=_("Any number: short code, platform number, waybill, last 4 of the phone"),
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
        self.box.returnPressed.connect(self.look_up)

    def look_up(self) -> None:
        """Look the number up."""
        key = self.box.text().strip()
        if key:
            self._desk.ask(partial(_find, key=key), then=partial(self._show, key))

    def _show(self, key: str, found: tuple[Found, ...]) -> None:
        self.table.show_rows(found)
        if not found:
            told = _("No order has the number {key}: check it, or import the orders first")
            self.table.count.setText(told.format(key=key[:64]))
        self.box.selectAll()


def _find(store: Store, key: str) -> tuple[Found, ...]:
    from station.orders.find import find

    with store.read() as tx:
        return find(tx, key)


def _columns() -> tuple[Column, ...]:
    from station.channels.names import shown_name

    return (
        Column(_("Short code"), lambda row: row.short_code, mono=True),
        Column(_("State"), lambda row: row.state_name),
        Column(_("Packed"), lambda row: _("yes") if row.packed else ""),
        Column(_("Channel"), lambda row: shown_name(row.channel)),
        Column(_("Shop"), lambda row: row.shop),
        Column(_("Number"), lambda row: row.number, mono=True),
        Column(_("Waybill number"), lambda row: row.waybill_no, mono=True),
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
