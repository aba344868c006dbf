"""The print queue: what waits, what went wrong, how old it is; print again, call off or move, with a reason.

A label whose fate is unknown never prints again by itself: a person looks at the printer and decides here. Below stand
the shop's printers with what they say of themselves; the page is read again each 0.8 s, so paper out shows at once.
Ctrl+L shows the label marked as it prints; every button says its key.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.text import _
from ui.desk import print_work
from ui.desk.label_look import LabelLook
from ui.desk.table import Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from station.packing.printers import Seen
    from ui.desk.page import Desk, Page
    from ui.desk.print_work import QueueRow
    from ui.label_preview import Drawn

_EVERY_MS = 800


class PrintQueue(QWidget):
    """Two tables and buttons; fresh each 0.8 s while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = Table(print_work.columns(), empty=_("Nothing waits to be printed"))
        self.finished = QCheckBox(_("finished ones too"))
        self.see = QPushButton(_("See (Ctrl+L)"))
        self.again = named(QPushButton(_("Print again… (F6)")), "main")
        self.off, self.elsewhere = QPushButton(_("Call off… (F8)")), QPushButton(_("Move… (F3)"))
        self.undo, self.setup = QPushButton(_("Undo (F2)")), QPushButton(_("Printers… (F4)"))
        self.printers = Table(
            print_work.printer_columns(), filtered=False, empty=_("No printer is set up: press Printers…")
        )
        self.printers.setMaximumHeight(240)
        self._back: Callable[[], None] | None = None
        across = QHBoxLayout()
        across.addWidget(named(QLabel(_("Print queue")), "title"))
        across.addStretch(1)
        across.addWidget(self.finished)
        across.addWidget(self.setup)
        acts = QHBoxLayout()
        for part in (self.see, self.again, self.elsewhere, self.off, self.undo):
            acts.addWidget(part)
        acts.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addLayout(across)
        down.addLayout(acts)
        down.addWidget(self.table, 3)
        down.addWidget(self.printers, 1)
        self.setFocusProxy(self.table.view)
        self.finished.toggled.connect(self.refresh)
        for button, key, act in (
            (self.see, "Ctrl+L", self.see_label),
            (self.again, "F6", self._on_again),
            (self.off, "F8", self._on_off),
            (self.elsewhere, "F3", self._on_elsewhere),
            (self.undo, "F2", self._on_undo),
            (self.setup, "F4", self._on_setup),
        ):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        self.table.view.selectionModel().selectionChanged.connect(self._on_selection)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._on_selection()

    def refresh(self) -> None:
        """Ask for the queue and the printers."""
        self._desk.ask(partial(print_work.queue, finished=self.finished.isChecked()), then=self._show)

    def see_label(self) -> None:
        """Show the selected label as it prints at its bench."""
        for row in self.table.selected()[:1]:
            self._desk.ask(partial(print_work.label, job_id=row.job_id, station=row.station), then=self._look)

    def print_again(self, job_id: str, reason: str) -> None:
        """Print this label again."""
        self._desk.ask(partial(print_work.again, desk=self._desk, job_id=job_id, reason=reason), then=self._on_done)

    def call_off(self, job_id: str, reason: str) -> None:
        """Take this label out of the queue; Undo puts it back."""
        self._back = partial(
            self._desk.ask, partial(print_work.put_back, desk=self._desk, job_id=job_id), then=self._on_done
        )
        self._desk.ask(partial(print_work.call_off, desk=self._desk, job_id=job_id, reason=reason), then=self._on_done)

    def move_to(self, row: QueueRow, role: str, reason: str, *, not_out: bool = False) -> None:
        """Send this label to another printer of its bench; Undo sends it back, as long as it waits."""
        there = partial(print_work.move, desk=self._desk, job_id=row.job_id, reason=reason)
        back = partial(there, role=row.printer)
        self._back = None if not_out else partial(self._desk.ask, back, then=self._on_done)
        self._desk.ask(partial(there, role=role, not_out=not_out), then=self._on_done)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now and then go on looking."""
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: rest."""
        self._timer.stop()

    def _show(self, read: tuple[tuple[QueueRow, ...], tuple[Seen, ...]]) -> None:
        rows, printers = read
        if rows != self.table.model.rows:
            self.table.show_rows(rows)
        if printers != self.printers.model.rows:
            self.printers.show_rows(printers)
        self._on_selection()

    def _on_done(self, _nothing: object) -> None:
        self.refresh()

    def _on_selection(self) -> None:
        marked = len(self.table.selected()) == 1
        self.see.setEnabled(marked)
        self.again.setEnabled(marked)
        self.off.setEnabled(marked)
        self.elsewhere.setEnabled(marked)
        self.undo.setEnabled(self._back is not None)

    def _look(self, drawn: Drawn) -> None:
        LabelLook(drawn, self.window()).open()

    def _on_again(self) -> None:
        for row in self.table.selected():
            if reason := self._ask_reason(_("Why print again?")):
                self.print_again(row.job_id, reason)

    def _on_off(self) -> None:
        for row in self.table.selected():
            if reason := self._ask_reason(_("Why call it off?")):
                self.call_off(row.job_id, reason)

    def _on_elsewhere(self) -> None:
        from station.packing.printers import role_name

        for row in self.table.selected():
            own = [one.role for one in self.printers.model.rows if one.station == row.station]
            targets = [role for role in own if role != row.printer]
            if not targets:
                QMessageBox.information(self, _("Print queue"), _("This bench has no other printer: press Printers…"))
                continue
            not_out = row.state in print_work.MAY_BE_OUT
            if not_out and not self._looked():
                continue
            names = [role_name(role) for role in targets]
            name, said_yes = QInputDialog.getItem(self, _("Print queue"), _("To which printer?"), names, 0, False)  # noqa: FBT003 - Qt's signature
            if said_yes and (reason := self._ask_reason(_("Why move it?"))):
                self.move_to(row, str(targets[names.index(name)]), reason, not_out=not_out)

    def _looked(self) -> bool:
        """Ask whether a label that may be out did not come out: only then it is printed elsewhere, as a reprint."""
        asked = _("Look at the printer: this label may be out. It did NOT come out?")
        return QMessageBox.question(self, _("Print queue"), asked) == QMessageBox.StandardButton.Yes

    def _on_undo(self) -> None:
        back, self._back = self._back, None
        if back is not None:
            back()

    def _on_setup(self) -> None:
        from ui.setup.printers.window import PrintersPage  # here: it loads every printer language

        page = PrintersPage(self._desk, self)
        page.finished.connect(self.refresh)
        page.open()

    def _ask_reason(self, question: str) -> str:
        text, said_yes = QInputDialog.getText(self, _("Print queue"), question)
        return text.strip() if said_yes else ""


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
