"""The print queue: what waits, what went wrong, how old it is; print again or call off, with a reason.

A label whose fate is unknown never prints again by itself: a person looks at the printer and decides here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QInputDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_EVERY_MS = 2000


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One label as the queue shows it."""

    job_id: str
    state: str
    kind: str
    copy_no: int
    station: str
    printer: str
    seconds: int
    why: str
    reason: str


class PrintQueue(QWidget):
    """Table with two buttons; fresh every two seconds while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = Table(_columns(), empty=_("Nothing waits to be printed"))
        self.finished = QCheckBox(_("finished ones too"))
        self.again = named(QPushButton(_("Print again…")), "main")
        self.off = QPushButton(_("Call off…"))
        across = QHBoxLayout()
        across.addWidget(named(QLabel(_("Print queue")), "title"))
        across.addStretch(1)
        for part in (self.finished, self.again, self.off):
            across.addWidget(part)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addLayout(across)
        down.addWidget(self.table, 1)
        self.setFocusProxy(self.table.view)
        self.finished.toggled.connect(self.refresh)
        self.again.clicked.connect(self._on_again)
        self.off.clicked.connect(self._on_off)
        self.table.view.selectionModel().selectionChanged.connect(self._on_selection)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._on_selection()

    def refresh(self) -> None:
        """Ask for the queue."""
        self._desk.ask(partial(_queue, finished=self.finished.isChecked()), then=self._show)

    def print_again(self, job_id: str, reason: str) -> None:
        """Print this label again."""
        self._desk.ask(partial(_again, desk=self._desk, job_id=job_id, reason=reason), then=self._on_done)

    def call_off(self, job_id: str, reason: str) -> None:
        """Take this label out of the queue."""
        self._desk.ask(partial(_off, desk=self._desk, job_id=job_id, reason=reason), then=self._on_done)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now and then go on looking."""
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: rest."""
        self._timer.stop()

    def _show(self, rows: tuple[QueueRow, ...]) -> None:
        if rows != self.table.model.rows:
            self.table.show_rows(rows)
        self._on_selection()

    def _on_done(self, _nothing: object) -> None:
        self.refresh()

    def _on_selection(self) -> None:
        marked = len(self.table.selected()) == 1
        self.again.setEnabled(marked)
        self.off.setEnabled(marked)

    def _on_again(self) -> None:
        for row in self.table.selected():
            if reason := self._ask_reason(_("Why print again?")):
                self.print_again(row.job_id, reason)

    def _on_off(self) -> None:
        for row in self.table.selected():
            if reason := self._ask_reason(_("Why call it off?")):
                self.call_off(row.job_id, reason)

    def _ask_reason(self, question: str) -> str:
        text, said_yes = QInputDialog.getText(self, _("Print queue"), question)
        return text.strip() if said_yes else ""


def state_word(state: str) -> str:
    """Return the state as a person says it."""
    words = {
        "PLANNED": _("planned"),
        "QUEUED": _("waiting"),
        "CLAIMED": _("printing"),
        "SENDING": _("printing"),
        "SENT": _("sent, not yet scanned"),
        "CONFIRMED": _("printed"),
        "FAILED_BEFORE_SEND": _("not sent, tries again"),
        "UNKNOWN": _("look: did it come out?"),
        "CANCELLED": _("called off"),
    }
    return words.get(state, state)


def age(seconds: int) -> str:
    """Return an age as a person says it."""
    minutes = seconds // 60
    if minutes < 1:
        return _("just now")
    if minutes < 60:  # an hour
        return _("{n} min").format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def _queue(store: Store, *, finished: bool) -> tuple[QueueRow, ...]:
    from station.store import prints

    with store.read() as tx:
        rows = prints.listing(tx, states=None if finished else prints.OPEN)
        return tuple(
            QueueRow(
                row.job_id,
                row.state,
                row.kind,
                row.copy_no,
                row.station,
                row.printer,
                max(0, int((tx.now - row.created_at).total_seconds())),
                row.why or "",
                row.reason or "",
            )
            for row in rows
        )


def _again(store: Store, desk: Desk, job_id: str, reason: str) -> object:
    from station.packing.print_again import print_again

    who, station = desk.operator, desk.station
    return store.write(lambda tx: print_again(tx, job_id, reason=reason, operator=who, station=station))


def _off(store: Store, desk: Desk, job_id: str, reason: str) -> object:
    from station.packing.print_again import call_off

    who, station = desk.operator, desk.station
    return store.write(lambda tx: call_off(tx, job_id, reason=reason, operator=who, station=station))


def _kind(kind: str) -> str:
    return {"waybill": _("waybill"), "exchange": _("exchange waybill"), "item": _("item label")}.get(kind, kind)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Job"), lambda row: row.job_id, mono=True),
        Column(_("State"), lambda row: state_word(row.state)),
        Column(_("Label"), lambda row: _kind(row.kind)),
        Column(_("Copy"), lambda row: row.copy_no),
        Column(_("Age"), lambda row: age(row.seconds)),
        Column(_("Bench"), lambda row: row.station),
        Column(_("Printer"), lambda row: _("waybill printer") if row.printer == "waybill" else row.printer),
        Column(_("Reason"), lambda row: row.why or row.reason, wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 30

    @property
    def title(self) -> str:
        return _("Print queue")

    def make(self, desk: Desk) -> QWidget:
        return PrintQueue(desk)


page: Page = _Page()
