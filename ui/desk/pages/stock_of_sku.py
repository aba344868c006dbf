"""One SKU: what lies where, what is taken and frozen, what may be sold, its open work, every movement; counts as lists.

Movements are an append-only list that adds up: each row says what lay there after it. F6 writes a list to count by,
F7 reads a counted one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from station.clock import local
from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.stock.factor import Factor
    from station.stock.moves import Move
    from station.store.engine import Store
    from station.store.stock import Shelf
    from station.tickets.tickets import Ticket
    from ui.desk.page import Desk, Page


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class _Seen:
    factor: Factor
    moves: tuple[Move, ...]
    tickets: tuple[Ticket, ...]


class StockOfSku(QWidget):
    """Search box, two sentences, one row a warehouse, open work and movements."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(placeholderText=_("SKU code or barcode"), clearButtonEnabled=True)
        self.name = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "title")
        self.sums = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.table = Table(_columns(), filtered=False, empty=_("Type or scan a SKU, press Enter"))
        self.moves = Table(_move_columns(), empty=_("Nothing was moved yet"))
        self.tickets = Table(_ticket_columns(), filtered=False, empty=_("No open work"))
        self.write = QPushButton(_("Write a list to count by (F6)"))
        self.read = QPushButton(_("Read a counted list (F7)"))
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.setFocusProxy(self.box)
        self._lay_out()
        self.box.returnPressed.connect(self.look_up)
        for button, key, act in ((self.write, "F6", self._choose_write), (self.read, "F7", self._choose_read)):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def look_up(self) -> None:
        """Look the SKU up."""
        sku = self.box.text().strip()
        if sku:
            self._desk.ask(partial(_see, sku=sku), then=self._show)

    def write_list(self, path: Path) -> None:
        """Write what the system believes, to be counted."""
        self._desk.ask(partial(_write, desk=self._desk, path=path), then=self.told.setText)

    def read_list(self, path: Path) -> None:
        """Take the counted quantities over, all or none."""
        self._desk.ask(partial(_read, desk=self._desk, path=path), then=self._counted)

    def _choose_write(self) -> None:
        dialog = QFileDialog(self, _("Write a list to count by (F6)"), _("count.xlsx"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._open(dialog, self.write_list)

    def _choose_read(self) -> None:
        dialog = QFileDialog(self, _("Read a counted list (F7)"), "", "*.xlsx *.csv")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.read_list)

    def _open(self, dialog: QFileDialog, act: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda path: act(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _counted(self, told: str) -> None:
        self.told.setText(told)
        self.look_up()

    def _show(self, seen: _Seen) -> None:
        from station.stock.factor import proposal

        found = seen.factor.stock
        self.name.setText(" · ".join(part for part in (found.sku, found.name, found.spec) if part))
        told = _("Sellable {sellable} · worst case {worst} · frozen by deposits {frozen} × {factor} %")
        sums = told.format(
            sellable=found.sellable,
            worst=found.worst_case,
            frozen=found.frozen,
            factor=f"{found.factor_permille / 10:g}",
        )
        self.sums.setText(f"{sums} · {proposal(seen.factor)}" if seen.factor.deposits else sums)
        self.table.show_rows([_Row(found.places.get(one.warehouse, one.warehouse), one) for one in found.shelves])
        self.moves.show_rows(seen.moves[::-1])
        self.tickets.show_rows(seen.tickets)
        self.box.selectAll()

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Stock of a SKU")), "title"))
        down.addWidget(self.box)
        down.addWidget(self.name)
        down.addWidget(self.sums)
        down.addWidget(self.table, 2)
        tabs = QTabWidget()
        tabs.addTab(self.moves, _("Movements"))
        tabs.addTab(self.tickets, _("Transfers and consolidations"))
        down.addWidget(tabs, 3)
        across = QHBoxLayout()
        across.addWidget(self.write)
        across.addWidget(self.read)
        across.addWidget(self.told, 1)
        down.addLayout(across)


def _see(store: Store, sku: str) -> _Seen:
    from station.stock.factor import factor_of
    from station.stock.moves import moves_of
    from station.tickets.tickets import Kind, open_tickets

    with store.read() as tx:
        factor = factor_of(tx, sku)
        kinds = (Kind.SHORTAGE, Kind.TRANSFER, Kind.CONSOLIDATION)
        tickets = [one for one in open_tickets(tx, sku=factor.stock.sku) if one.kind in kinds]
        return _Seen(factor, moves_of(tx, factor.stock.sku), tuple(tickets))


def _write(store: Store, desk: Desk, path: Path) -> str:
    from station.figures.stock_lists import write_count_list

    rows = write_count_list(store, path, actor=desk.operator, station=desk.station)
    return _("{n} shelves written").format(n=rows)


def _read(store: Store, desk: Desk, path: Path) -> str:
    from station.intake.counts import put_counts, read_counts

    written = put_counts(store, read_counts(path), actor=desk.operator, station=desk.station)
    return _("{n} counts written").format(n=written)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Warehouse"), lambda row: row.place, wide=True),
        Column(_("On hand"), lambda row: row.shelf.on_hand),
        Column(_("Paid"), lambda row: row.shelf.paid),
        Column(_("Held for exchange"), lambda row: row.shelf.held),
        Column(_("Quarantine"), lambda row: row.shelf.quarantine),
        Column(_("Available"), lambda row: row.shelf.available),
    )


def _move_columns() -> tuple[Column, ...]:
    from station.stock.moves import reason_name

    return (
        Column(_("When"), lambda row: f"{local(row.at):%m-%d %H:%M:%S}"),
        Column(_("Warehouse"), lambda row: row.warehouse),
        Column(_("Where it lies"), lambda row: _("Quarantine") if row.column == "quarantine" else _("On hand")),
        Column(_("Change"), lambda row: row.delta),
        Column(_("After it"), lambda row: row.after),
        Column(_("Reason"), lambda row: reason_name(row.reason), wide=True),
        Column(_("Photo"), lambda row: _("yes") if row.photo else ""),
        Column(_("Order"), lambda row: row.order, mono=True),
        Column(_("Who"), lambda row: row.actor),
    )


def _ticket_columns() -> tuple[Column, ...]:
    return (
        Column(_("Due"), lambda row: f"{local(row.due_at):%m-%d %H:%M}"),
        Column(_("What to do"), lambda row: row.title, wide=True),
        Column(_("From warehouse"), lambda row: row.from_warehouse or _("the supplier")),
        Column(_("To warehouse"), lambda row: row.to_warehouse or ""),
        Column(_("Quantity"), lambda row: row.qty or 0),
        Column(_("Who"), lambda row: row.assignee or _("nobody yet")),
    )


class _Page:
    @property
    def order(self) -> int:
        return 40

    @property
    def title(self) -> str:
        return _("Stock of a SKU")

    def make(self, desk: Desk) -> QWidget:
        return StockOfSku(desk)


page: Page = _Page()
