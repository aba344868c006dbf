"""A supplier is short of a SKU: which orders wait, what they may be promised now, and a list for customer service."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station.clock import day_start, show
from station.errors import UserError
from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from datetime import datetime

    from station.stock.supply import Waiting
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class SupplyShortage(QWidget):
    """SKU, day and note over the orders that wait."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(placeholderText=_("SKU code or barcode"), clearButtonEnabled=True)
        self.day = QLineEdit(placeholderText=_("Expected, such as 2026-11-30"), clearButtonEnabled=True)
        self.note = QLineEdit(placeholderText=_("What the supplier says"), clearButtonEnabled=True)
        self.report = named(QPushButton(_("Short: new promises (F5)")), "main")
        self.end = QPushButton(_("Delivers again (F6)"))
        self.export = QPushButton(_("Write the list (F7)"))
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.table = Table(_columns(), empty=_("Type or scan a SKU, press Enter: the orders that wait for it"))
        self.setFocusProxy(self.box)
        self._lay_out()
        self.box.returnPressed.connect(self.look_up)
        self.day.returnPressed.connect(self.report_it)
        self.note.returnPressed.connect(self.report_it)
        keys = ((self.report, "F5", self.report_it), (self.end, "F6", self.end_it), (self.export, "F7", self._choose))
        for button, key, act in keys:
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def look_up(self) -> None:
        """Show who waits; nothing is changed."""
        if self._sku():
            self._desk.ask(partial(_affected, sku=self._sku()), then=self._show)

    def report_it(self) -> None:
        """Write that the supplier is short, and until when."""
        if self._sku() and self.day.text().strip():
            words = (self._sku(), self.day.text().strip(), self.note.text().strip())
            self._desk.ask(partial(_report, desk=self._desk, words=words), then=self._show)

    def end_it(self) -> None:
        """Write that the supplier delivers again."""
        if self._sku():
            self._desk.ask(partial(_end, desk=self._desk, sku=self._sku()), then=self._show)

    def write_list(self, path: Path) -> None:
        """Write the affected orders, masked."""
        self._desk.ask(partial(_write, desk=self._desk, sku=self._sku(), path=path), then=self._written)

    def _choose(self) -> None:
        if not self._sku():
            return
        dialog = QFileDialog(self, _("Write the list (F7)"), f"{self._sku()}.xlsx")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.write_list(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _sku(self) -> str:
        return self.box.text().strip()

    def _written(self, found: tuple[Waiting, ...]) -> None:
        self.told.setText(_("{n} orders written, masked").format(n=len(found)))
        self.table.show_rows(found)

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self.told.setText("" if found else _("No order waits for it"))
        self.table.show_rows(found)

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Supplier shortage")), "title"))
        for parts in ((self.box, self.day, self.note), (self.report, self.end, self.export, self.told)):
            across = QHBoxLayout()
            for part in parts:
                across.addWidget(part, 1 if isinstance(part, QLabel | QLineEdit) else 0)
            down.addLayout(across)
        down.addWidget(self.table, 1)


def _affected(store: Store, sku: str) -> tuple[Waiting, ...]:
    from station.stock.supply import affected

    with store.read() as tx:
        return affected(tx, sku)


def _report(store: Store, desk: Desk, words: tuple[str, str, str]) -> tuple[Waiting, ...]:
    from station.stock.supply import report

    sku, day, note = words
    who = {"actor": desk.operator, "station": desk.station}
    expected = _day(day)
    return store.write(lambda tx: report(tx, sku, expected_at=expected, note=note, **who))


def _day(text: str) -> datetime:
    try:
        return day_start(text)
    except ValueError as error:
        raise UserError(
            _("“{day}” is no day").format(day=text[:20]), _("write it as 2026-11-30"), code="EXPECTED_DAY"
        ) from error


def _end(store: Store, desk: Desk, sku: str) -> tuple[Waiting, ...]:
    from station.stock.supply import end

    return store.write(partial(end, sku=sku, actor=desk.operator, station=desk.station))


def _write(store: Store, desk: Desk, sku: str, path: Path) -> tuple[Waiting, ...]:
    from station.figures.stock_lists import write_affected

    return write_affected(store, sku, path, actor=desk.operator, station=desk.station)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Order"), lambda row: row.short_code, mono=True),
        Column(_("Channel order"), lambda row: row.number, mono=True),
        Column(_("State"), lambda row: row.state_name),
        Column(_("Pieces"), lambda row: row.qty),
        Column(_("Promised"), lambda row: "" if row.before is None else show(row.before)),
        Column(_("New promise"), lambda row: "" if row.after is None else show(row.after)),
        Column(_("Recipient"), lambda row: row.who, wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 41

    @property
    def title(self) -> str:
        return _("Supplier shortage")

    def make(self, desk: Desk) -> QWidget:
        return SupplyShortage(desk)


page: Page = _Page()
