"""Work: every open ticket, late ones first; one box ends the selected one.

For a code without SKU the box takes the SKU (typed or scanned), for all other work a word on what was done. F2 writes
down who does it. The list is read again every ten seconds while it is seen.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from station.clock import local
from station.text import _
from station.tickets.tickets import Kind
from ui.desk.live import LivePage
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.intake.work_list import Work
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class WorkList(LivePage):
    """The table and the box that ends a ticket."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, Table(_columns(), empty=_("No open work: everything goes by itself")))
        self.box = QLineEdit(clearButtonEnabled=True)
        self.take = QPushButton(_("I do it (F2)"))
        down = self.down
        down.addWidget(named(QLabel(_("Work")), "title"))
        down.addWidget(self.table, 1)
        across = QHBoxLayout()
        across.addWidget(self.box, 1)
        across.addWidget(self.take)
        down.addLayout(across)
        self.setFocusProxy(self.table.view)
        self.box.returnPressed.connect(self.end)
        self.take.clicked.connect(self.take_it)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.take_it)
        self.table.chosen.connect(lambda _row: self.box.setFocus())
        self._on_choice(self._on_selected)

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_waiting, then=self._show)

    def end(self) -> None:
        """End the selected ticket with what stands in the box."""
        one: Work | None = self._selected()
        words = self.box.text().strip()
        if one is None or (not words and one.ticket.kind == Kind.UNMAPPED):
            return
        self._desk.ask(partial(_end, desk=self._desk, one=one, words=words), then=self._ended)

    def take_it(self) -> None:
        """Write down that this desk's person does the selected ticket."""
        one: Work | None = self._selected()
        if one is not None:
            self._desk.ask(partial(_take, desk=self._desk, one=one), then=self._show)

    def _on_selected(self) -> None:
        one: Work | None = self._selected()
        if one is None:
            self.box.setPlaceholderText(_("Choose a line"))
        elif one.ticket.kind == Kind.UNMAPPED:
            self.box.setPlaceholderText(_("Which SKU is it? Type or scan it, press Enter"))
        else:
            self.box.setPlaceholderText(_("What was done? Enter ends it"))

    def _show(self, found: tuple[Work, ...]) -> None:
        self.table.show_rows(found)
        self._on_selected()

    def _ended(self, found: tuple[Work, ...]) -> None:
        self.box.clear()
        self._show(found)


def _waiting(store: Store) -> tuple[Work, ...]:
    from station.intake.work_list import waiting

    with store.read() as tx:
        return waiting(tx)


def _end(store: Store, desk: Desk, one: Work, words: str) -> tuple[Work, ...]:
    from station.intake.skus import choose_sku
    from station.intake.work_list import finish

    who, station, ticket = desk.operator, desk.station, one.ticket
    if ticket.kind == Kind.UNMAPPED:
        code = ticket.sku or ""
        choose_sku(store, one.channel, one.shop, code=code, sku=words, by=who, station=station)
    else:
        store.write(lambda tx: finish(tx, ticket.ticket_id, outcome=words, actor=who, station=station))
    return _waiting(store)


def _take(store: Store, desk: Desk, one: Work) -> tuple[Work, ...]:
    from station.intake.work_list import take

    who, station = desk.operator, desk.station
    store.write(lambda tx: take(tx, one.ticket.ticket_id, actor=who, station=station))
    return _waiting(store)


def _columns() -> tuple[Column, ...]:
    from station.intake.work_list import kind_name

    return (
        Column(_("Due"), lambda row: f"{local(row.ticket.due_at):%m-%d %H:%M}"),
        Column("", lambda row: _("late") if row.late else ""),
        Column(_("Kind"), lambda row: kind_name(row.ticket.kind)),
        Column(_("Order"), lambda row: row.order, mono=True),
        Column(_("What to do"), lambda row: row.ticket.title, wide=True),
        Column(_("Who"), lambda row: row.who),
    )


class _Page:
    @property
    def order(self) -> int:
        return 15

    @property
    def title(self) -> str:
        return _("Work")

    def make(self, desk: Desk) -> QWidget:
        return WorkList(desk)


page: Page = _Page()
