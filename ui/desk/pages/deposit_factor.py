"""The deposit factor of each SKU: in force, sellable with worst case beside it, and what its deposits propose.

A supervisor chooses one for a SKU, or for a campaign (name, first and last day), or accepts the proposal they see.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station.clock import day_start
from station.errors import UserError
from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.stock.factor import Factor
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class DepositFactor(QWidget):
    """The table, and what is chosen for the selected or named SKU."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = Table(_columns(), empty=_("No SKU has or had deposits"))
        self.sku = QLineEdit(placeholderText=_("SKU code or barcode"), clearButtonEnabled=True)
        self.factor = QLineEdit(placeholderText=_("Factor, 0 to 1"), clearButtonEnabled=True)
        self.campaign = QLineEdit(placeholderText=_("Campaign, empty for always"), clearButtonEnabled=True)
        self.since = QLineEdit(placeholderText=_("First day, such as 2026-11-01"), clearButtonEnabled=True)
        self.until = QLineEdit(placeholderText=_("Last day"), clearButtonEnabled=True)
        self.choose = named(QPushButton(_("Choose (F5)")), "main")
        self.accept = QPushButton(_("Accept the proposal (F6)"))
        self.told = named(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "quiet")
        self.setFocusProxy(self.table.view)
        self._lay_out()
        self.table.view.selectionModel().selectionChanged.connect(self._on_selected)
        self.factor.returnPressed.connect(self.choose_it)
        for button, key, act in ((self.choose, "F5", self.choose_it), (self.accept, "F6", self.accept_it)):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_all, then=self.table.show_rows)

    def choose_it(self) -> None:
        """Write the factor for the SKU, or for its campaign."""
        words = [box.text().strip() for box in (self.sku, self.factor, self.campaign, self.since, self.until)]
        if words[0] and words[1]:
            self._desk.ask(partial(_choose, desk=self._desk, words=tuple(words)), then=self._changed)

    def accept_it(self) -> None:
        """Let the proposal on screen hold."""
        rows = self.table.selected()
        if rows and rows[0].proposed is not None:
            self._desk.ask(partial(_accept, desk=self._desk, seen=rows[0]), then=self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now."""
        self.look()
        super().showEvent(event)

    def _on_selected(self) -> None:
        rows = self.table.selected()
        if rows:
            from station.stock.factor import proposal

            self.sku.setText(rows[0].stock.sku)
            self.told.setText(proposal(rows[0]))
        self.accept.setEnabled(bool(rows) and rows[0].proposed is not None)

    def _changed(self, found: tuple[Factor, ...]) -> None:
        self.table.show_rows(found)
        sku = self.sku.text().strip()
        now = next((one for one in found if one.stock.sku == sku), None)
        if now is not None:
            told = _("{sku}: factor {factor} now; sellable {sellable}, worst case {worst}")
            self.told.setText(
                told.format(
                    sku=sku,
                    factor=now.stock.factor_permille / 1000,
                    sellable=now.stock.sellable,
                    worst=now.stock.worst_case,
                )
            )
        self.factor.clear()

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Deposit factor")), "title"))
        down.addWidget(self.table, 1)
        across = QHBoxLayout()
        for box in (self.sku, self.factor, self.campaign, self.since, self.until):
            across.addWidget(box, 1)
        down.addLayout(across)
        below = QHBoxLayout()
        below.addWidget(self.choose)
        below.addWidget(self.accept)
        below.addWidget(self.told, 1)
        down.addLayout(below)
        self._on_selected()


def _all(store: Store) -> tuple[Factor, ...]:
    from station.stock.factor import all_factors

    with store.read() as tx:
        return all_factors(tx)


def _choose(store: Store, desk: Desk, words: tuple[str, ...]) -> tuple[Factor, ...]:
    from station.stock import factor

    sku, typed, campaign, since, until = words
    who = {"actor": desk.operator, "station": desk.station}
    try:
        permille = round(float(typed.replace(",", ".")) * 1000)
        days = (day_start(since), day_start(until) + timedelta(days=1)) if campaign else None
    except (ValueError, OverflowError) as error:
        raise UserError(
            _("This is no factor or no day"), _("a factor is 0 to 1, a day such as 2026-11-01"), code="DEPOSIT_FACTOR"
        ) from error
    if days is None:
        store.write(lambda tx: factor.set_factor(tx, sku, permille, **who))
    else:
        first, last = days
        store.write(
            lambda tx: factor.set_campaign(tx, sku, campaign, permille=permille, since=first, until=last, **who)
        )
    return _all(store)


def _accept(store: Store, desk: Desk, seen: Factor) -> tuple[Factor, ...]:
    from station.stock.factor import accept

    who = {"actor": desk.operator, "station": desk.station}
    store.write(lambda tx: accept(tx, seen.stock.sku, seen.proposed or 0, **who))
    return _all(store)


def _columns() -> tuple[Column, ...]:
    return (
        Column("SKU", lambda row: row.stock.sku, mono=True),
        Column(_("Name"), lambda row: row.stock.name, wide=True),
        Column(_("Frozen"), lambda row: row.stock.frozen),
        Column(_("Factor"), lambda row: f"{row.stock.factor_permille / 1000:g}"),
        Column(_("Campaign"), lambda row: row.source),
        Column(_("Sellable"), lambda row: row.stock.sellable),
        Column(_("Worst case (1.0)"), lambda row: row.stock.worst_case),
        Column(_("Deposits ended"), lambda row: row.deposits),
        Column(_("Proposed"), lambda row: "" if row.proposed is None else f"{row.proposed / 1000:g}"),
    )


class _Page:
    @property
    def order(self) -> int:
        return 42

    @property
    def title(self) -> str:
        return _("Deposit factor")

    def make(self, desk: Desk) -> QWidget:
        return DepositFactor(desk)


page: Page = _Page()
