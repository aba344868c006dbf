"""Money and numbers by order: every channel's number, paid time, received, fee, deposits without balance (A07, A25).

Any number in the box shows that order alone; an empty box the last 30 days. F6 writes the table with one column a
channel (TB_ORDER_ID, JD_ORDER_ID …) as XLSX or CSV; Ctrl+D shows only deposits whose balance never came.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.figures.base import Answer, Cell
    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_DAYS = 30
_MONEY = 5  # paid at, received, fee, deposit, category stand last


class ReconciliationPage(QWidget):
    """A box over the orders and their money."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(
            placeholderText=_("Any number of one order; empty shows the last 30 days"), clearButtonEnabled=True
        )
        self.sums = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.table = Table(_columns(), empty=_("No order was paid in the last 30 days"))
        self.deposits = QPushButton(_("Deposits without balance (Ctrl+D)"))
        self.write = QPushButton(_("Write the table (F6)"))
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.setFocusProxy(self.box)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Reconciliation")), "title"))
        for part in (self.box, self.sums):
            down.addWidget(part)
        down.addWidget(self.table, 1)
        across = QHBoxLayout()
        for button, key, act in ((self.deposits, "Ctrl+D", self.only_deposits), (self.write, "F6", self._choose)):
            across.addWidget(button)
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)
        across.addWidget(self.told, 1)
        down.addLayout(across)
        self.box.returnPressed.connect(self.look_up)

    def showEvent(self, event: QShowEvent) -> None:
        """Count now."""
        self.look_up()
        super().showEvent(event)

    def look_up(self) -> None:
        """Show the order of the number in the box, or the last days."""
        self._desk.ask(partial(_count, key=self.box.text().strip()), then=self._show)

    def only_deposits(self, _checked: object = None) -> None:
        """Show only the deposits whose balance never came; once more shows all."""
        from station.figures.reconciliation import deposit_category

        self.table.filter.setText("" if self.table.filter.text() else deposit_category())

    def save(self, path: Path) -> None:
        """Write what the box asks for, one column a channel."""
        key = self.box.text().strip()
        self._desk.ask(partial(_save, desk=self._desk, key=key, path=path), then=self.told.setText)

    def _choose(self, _checked: object = None) -> None:
        dialog = QFileDialog(self, self.write.text(), "reconciliation.xlsx", "XLSX (*.xlsx);;CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, answer: Answer) -> None:
        sums = answer.summary
        told = _("{n} orders: received {received}, fees {fee}; {open} deposits without balance, {deposit}")
        money = {name: f"{sums[f'{name}_yuan'] or 0:,.2f}" for name in ("received", "fee")}
        deposit = f"{sums['deposit_without_balance_yuan'] or 0:,.2f}"
        self.sums.setText(told.format(n=sums["n"], open=sums["deposit_without_balance"], deposit=deposit, **money))
        self.table.show_rows([(answer.columns, row) for row in answer.rows[::-1]])
        if not answer.rows and (key := self.box.text().strip()):
            unknown = _("No order has the number {key}: check it, or import the orders first")
            self.table.count.setText(unknown.format(key=key[:64]))
        self.box.selectAll()


def _count(store: Store, key: str) -> Answer:
    from station.figures.base import Period
    from station.figures.reconciliation import Reconciliation

    now = store.clock.now()
    with store.read() as tx:
        if key:
            return Reconciliation().of(tx, key)
        return Reconciliation().answer(tx, Period(now - timedelta(days=_DAYS), now + timedelta(seconds=1)))


def _save(store: Store, desk: Desk, key: str, path: Path) -> str:
    from station.figures import stock_lists
    from station.people.permit import act
    from station.people.roles import Action

    who, station = desk.operator, desk.station
    store.write(lambda tx: act(tx, who, Action.EXPORT, station=station, subject="reconciliation"))
    stock_lists.write(_count(store, key), path)
    return _("Written: {name}").format(name=path.name)


def _columns() -> tuple[Column, ...]:
    titles = (_("paid at"), _("received"), _("fee"), _("deposit"), _("category"))
    money = tuple(
        Column(title, lambda row, at=place - _MONEY: _cell(row[1][at]))  # type: ignore[misc]
        for place, title in enumerate(titles)
    )
    return (
        Column(_("Short code"), lambda row: row[1][1], mono=True),
        Column(_("Numbers"), _numbers, mono=True),
        *money,
        Column(_("order id"), lambda row: row[1][0], mono=True),
    )


def _numbers(row: tuple[tuple[str, ...], tuple[Cell, ...]]) -> str:
    """Return every channel's number with its column: ``TB_ORDER_ID 19…  JD_ORDER_ID 33…``."""
    titles, cells = (part[2:-_MONEY] for part in row)
    return "  ".join(f"{title} {cell}" for title, cell in zip(titles, cells, strict=True) if cell)


def _cell(value: Cell) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value or "")


class _Page:
    @property
    def order(self) -> int:
        return 46

    @property
    def title(self) -> str:
        return _("Reconciliation")

    def make(self, desk: Desk) -> QWidget:
        return ReconciliationPage(desk)


page: Page = _Page()
