"""Words of returns: suggested and accepted keyword rules, each rehearsed over history before it may hold.

A line is rehearsed when it is chosen (Enter): which texts would be read otherwise, how many become right or wrong. Then
F5 lets it hold; Delete turns a suggestion down or ends a rule that holds. Only a supervisor may.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from station.returns.rules import Rehearsal
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


@dataclass(frozen=True, slots=True)
class Phrase:
    """One change of the tables."""

    phrase_id: str
    act: str
    kind: str
    phrase: str
    state: str
    by: str


class ReturnWords(QWidget):
    """The list of changes over what the chosen one would read otherwise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seen: tuple[str, int] | None = None  # what was rehearsed: the change, how many texts it changes
        self.table = Table(_columns(), empty=_("No rule was suggested yet: decisions under “After-sale” suggest them"))
        self.changes = Table(_changes(), filtered=False, empty=_("Enter rehearses the chosen line"))
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self.accept = named(QPushButton(_("Let it hold (F5)")), "main")
        self.refuse = QPushButton(_("Turn down or end (Delete)"))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Words of returns")), "title"))
        down.addWidget(self.table, 3)
        down.addWidget(self.changes, 2)
        across = QHBoxLayout()
        across.addWidget(self.told, 1)
        across.addWidget(self.refuse)
        across.addWidget(self.accept)
        down.addLayout(across)
        self.setFocusProxy(self.table.view)
        self.table.chosen.connect(lambda _row: self.rehearse())
        self.accept.clicked.connect(self.let_hold)
        self.refuse.clicked.connect(self.turn_down)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.let_hold)
        QShortcut(QKeySequence("Delete"), self).activated.connect(self.turn_down)
        self.table.view.selectionModel().selectionChanged.connect(self._on_selected)
        self._on_selected()

    def look(self) -> None:
        """Read the list again."""
        self._desk.ask(_read, then=self._show)

    def rehearse(self) -> None:
        """Try the chosen change over history."""
        one = self._selected()
        if one is not None:
            self._desk.ask(partial(_rehearse, phrase_id=one.phrase_id), then=partial(self._rehearsed, one.phrase_id))

    def let_hold(self) -> None:
        """Accept the change that was rehearsed."""
        one = self._selected()
        if one is not None and self._seen is not None and self._seen[0] == one.phrase_id:
            work = partial(_accept, desk=self._desk, phrase_id=one.phrase_id, changes=self._seen[1])
            self._desk.ask(work, then=self._decided)

    def turn_down(self) -> None:
        """Refuse the suggestion, or end the rule."""
        one = self._selected()
        if one is not None:
            self._desk.ask(partial(_refuse, desk=self._desk, phrase_id=one.phrase_id), then=self._decided)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now."""
        self.look()
        super().showEvent(event)

    def _selected(self) -> Phrase | None:
        rows = self.table.selected()
        return rows[0] if rows else None

    def _on_selected(self) -> None:
        one = self._selected()
        rehearsed = one is not None and self._seen is not None and self._seen[0] == one.phrase_id
        self.accept.setEnabled(rehearsed and one is not None and one.state == "suggested")
        self.refuse.setEnabled(one is not None and one.state in ("suggested", "active"))
        if not rehearsed:
            self.changes.show_rows(())
            self.told.setText(_("Enter rehearses the chosen line") if one is not None else _("Choose a line"))

    def _show(self, found: tuple[Phrase, ...]) -> None:
        self.table.show_rows(found)
        self._on_selected()

    def _decided(self, found: tuple[Phrase, ...]) -> None:
        self._seen = None
        self._show(found)

    def _rehearsed(self, phrase_id: str, found: Rehearsal) -> None:
        self._seen = (phrase_id, len(found.changes))
        self._on_selected()
        self.changes.show_rows(found.changes)
        told = _("{n} of {read} texts change; {better} become right, {worse} become wrong")
        count = len(found.changes)
        self.told.setText(told.format(n=count, read=found.read, better=found.better, worse=found.worse))


def _read(store: Store) -> tuple[Phrase, ...]:
    from station.store import phrases

    with store.read() as tx:
        rows = phrases.listing(tx)
    return tuple(Phrase(row.phrase_id, row.act, row.kind, row.phrase, row.state, row.suggested_by) for row in rows)


def _rehearse(store: Store, phrase_id: str) -> Rehearsal:
    from station.returns.rules import rehearse

    with store.read() as tx:
        return rehearse(tx, phrase_id)


def _accept(store: Store, desk: Desk, phrase_id: str, changes: int) -> tuple[Phrase, ...]:
    from station.returns.rules import accept

    who, station = desk.operator, desk.station
    store.write(lambda tx: accept(tx, phrase_id, changes=changes, by=who, station=station))
    return _read(store)


def _refuse(store: Store, desk: Desk, phrase_id: str) -> tuple[Phrase, ...]:
    from station.returns.rules import refuse

    who, station = desk.operator, desk.station
    store.write(lambda tx: refuse(tx, phrase_id, by=who, station=station))
    return _read(store)


def _columns() -> tuple[Column, ...]:
    states = {
        "suggested": _("suggested"),
        "active": _("holds"),
        "refused": _("turned down"),
        "retired": _("ended"),
    }
    return (
        Column(_("State"), lambda row: states[row.state]),
        Column(_("Change"), lambda row: _("add") if row.act == "add" else _("take out")),
        Column(_("Table"), lambda row: row.kind),
        Column(_("Phrase"), lambda row: row.phrase, wide=True),
        Column(_("Who"), lambda row: row.by),
    )


def _changes() -> tuple[Column, ...]:
    return (
        Column(_("Before"), lambda row: row.before),
        Column(_("After"), lambda row: row.after),
        Column(_("Right is"), lambda row: row.right or "–"),
        Column(_("The buyer wrote"), lambda row: " ".join(row.text.split())[:120], wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 60

    @property
    def title(self) -> str:
        return _("Words of returns")

    def make(self, desk: Desk) -> QWidget:
        return ReturnWords(desk)


page: Page = _Page()
