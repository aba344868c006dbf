"""Pops up what service must do while the buyer still hesitates (row A33): the order, why, and one key to take it.

Looks every ten seconds for open tickets of the rule that nobody has taken; each pops up once a window, only for people
who handle after-sale. It never stands in the way of the page: Enter takes the ticket, Escape leaves it in the list of
work. Made by the desk window.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from station.errors import StationError
    from station.store.engine import Store
    from station.tickets.tickets import Ticket
    from ui.desk.page import Desk
    from ui.jobs import Jobs

_AGAIN_MS = 10_000


class Popups(QObject):
    """Asks the store and shows one box a ticket."""

    def __init__(self, desk: Desk, jobs: Jobs, *, store: Callable[[], Store], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._jobs, self._store, self._over = desk, jobs, store, parent
        self._seen: set[str] = set()
        self.boxes: list[QMessageBox] = []
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)

    def begin(self) -> None:
        """Go on looking."""
        self._again.start()

    def look(self) -> None:
        """Look for tickets nobody has taken."""
        self._jobs.run(lambda: _waiting(self._store(), self._desk.operator), then=self._show, failed=_nothing)

    def _show(self, found: tuple[Ticket, ...]) -> None:
        for ticket in found:
            if ticket.ticket_id not in self._seen:
                self._seen.add(ticket.ticket_id)
                self._pop(ticket)

    def _pop(self, ticket: Ticket) -> None:
        box = QMessageBox(self._over)
        box.setWindowTitle(_("Call the buyer now"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(ticket.title)
        take = box.addButton(_("I do it (Enter)"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Later (Esc)"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(take)
        box.setModal(False)
        box.accepted.connect(lambda: self._desk.ask(partial(_take, desk=self._desk, ticket=ticket), then=_nothing))
        box.finished.connect(lambda _result: self._gone(box))
        self.boxes.append(box)
        box.show()

    def _gone(self, box: QMessageBox) -> None:
        self.boxes.remove(box)
        box.deleteLater()


def _nothing(_answer: StationError | None) -> None:
    """Nothing to show: the next look comes by itself."""


def _waiting(store: Store, operator: str) -> tuple[Ticket, ...]:
    from station.hints.address_and_freight import RULE
    from station.people.permit import may
    from station.people.roles import Action
    from station.tickets.tickets import Kind, open_tickets

    with store.read() as tx:
        if not may(tx, operator, Action.AFTER_SALE):
            return ()
        found = open_tickets(tx, kind=Kind.REVIEW)
        return tuple(one for one in found if one.sku == RULE and not one.assignee)


def _take(store: Store, desk: Desk, ticket: Ticket) -> None:
    from station.intake.work_list import take

    who, station = desk.operator, desk.station
    store.write(lambda tx: take(tx, ticket.ticket_id, actor=who, station=station))
