"""The printers of a bench: choose, look for, check, print a test label, keep. The bench's F1 page and the desk open it.

Enter keeps the printer, F5 checks it, F9 prints the test label, Ctrl+Del takes it away. What touches a printer runs on
a worker of this page; the store is asked by whoever opened it, who also asks for the PIN.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from printing import check
from station.errors import StationError
from station.packing import printers
from station.packing.printers import Role, role_name
from station.text import _
from ui.jobs import Jobs
from ui.setup.printers import trial
from ui.setup.printers.finding import Finding
from ui.setup.printers.form import PrinterForm
from ui.widgets.named import named, read_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from printing.check import Checked
    from station.store.engine import Store
    from ui.asker import Asker
    from ui.setup.printers.trial import Tested

T = TypeVar("T")
Drained = dict[str, str]


class PrintersPage(QDialog):
    """List and looking at the left, settings at the right.

    Signals:
        told: a sentence of a check, a test or an error is on the page; carries it.
        kept: a printer was kept or taken away.
    """

    told = Signal(str)
    kept = Signal()

    def __init__(self, asks: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Printers"))
        self._asks = asks
        self._jobs = Jobs(self)
        self._jobs.pending_changed.connect(self._end)
        self._chosen: dict[Role, str] = {}
        self.bench = QComboBox(editable=True)
        self.list, self.form, self.finding = QListWidget(), PrinterForm(), Finding(self._jobs)
        self.list.setSpacing(3)
        self.sentence = QLabel(wordWrap=True)
        self.trouble = named(QLabel(wordWrap=True), "trouble")
        for label in (self.sentence, self.trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.check, self.test = QPushButton(_("Check (F5)")), QPushButton(_("Test label (F9)"))
        self.remove, self.save = QPushButton(_("Remove (Ctrl+Del)")), named(QPushButton(_("Save (Enter)")), "main")
        self.save.setDefault(True)
        for button in (self.check, self.test, self.remove):
            button.setAutoDefault(False)
        self._lay_out()
        read_out(self, _("Printers"))
        self.list.currentRowChanged.connect(self._on_row)
        self.bench.activated.connect(self.refresh)
        self.finding.picked.connect(self._on_picked)
        self.finding.refused.connect(self.tell)
        for button, key, act in (
            (self.check, "F5", self._on_check),
            (self.test, "F9", self._on_test),
            (self.save, "Ctrl+S", self._on_save),
            (self.remove, "Ctrl+Del", self._on_remove),
        ):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        self.bench.setCurrentText(asks.station)
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read what is chosen for the bench."""
        self._ask(partial(_read, bench=self._bench()), then=self._show)

    def tell(self, error: StationError) -> None:
        """Say what is wrong and what to do."""
        self._say("", f"{error.happened}\n{error.remedy}".strip())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave as Escape does."""
        self.done(0)
        event.accept()

    def done(self, result: int) -> None:
        """Finish what is running at the printer."""
        self.finding.leave()
        super().done(result)
        self._end(self._jobs.pending)

    def _end(self, pending: int) -> None:
        """Closed, and nothing runs at a printer any more: the window never waits for one."""
        if self.isHidden() and pending == 0:
            self._jobs.close()
            self.deleteLater()

    def _ask(self, work: Callable[[Store], T], *, then: Callable[[T], object], failed: Any = None) -> None:
        self._asks.ask(work, then=self._while_open(then), failed=self._while_open(failed or self.tell))

    def _while_open(self, shows: Callable[[Any], object]) -> Callable[[Any], object]:
        return lambda told: shows(told) if isValid(self) and not self.isHidden() else None

    def _bench(self) -> str:
        return self.bench.currentText().strip() or self._asks.station

    def _show(self, read: tuple[dict[Role, str], list[str], Drained]) -> None:
        self._chosen, benches, drained = read
        bench, row = self._bench(), max(0, self.list.currentRow())
        self.bench.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.bench.clear()
        self.bench.addItems(sorted({*benches, self._asks.station, bench}))
        self.bench.setCurrentText(bench)
        self.bench.blockSignals(False)  # noqa: FBT003
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for role in Role:
            url = self._chosen.get(role, "")
            more = drained.get(f"queue:{bench}/{role}", "")
            lines = [
                role_name(role),
                url.partition("?")[0] or _("none chosen"),
                more and _("in use by {who}").format(who=more),
            ]
            self.list.addItem("\n".join(line for line in lines if line))
        self.list.blockSignals(False)  # noqa: FBT003
        self.list.setCurrentRow(row)
        self._on_row(row)

    def _on_row(self, row: int) -> None:
        role = list(Role)[max(0, row)]
        self.form.show_printer(role, self._chosen.get(role, ""))
        self.remove.setEnabled(role in self._chosen)
        here = self._bench() == self._asks.station
        self._say(
            "" if here else _("USB, serial and Windows printers are tried from this computer, not the bench's"), ""
        )

    def _on_picked(self, url: str) -> None:
        self.form.take_found(url)
        self._say(_("Choose paper and language, then check"), "")

    def _considered(self) -> str:
        """Return the address if it can be; else say why not."""
        url = self.form.url()
        try:
            check.consider(url, str(self.form.chosen_role()))
        except StationError as error:
            self.tell(error)
            return ""
        return url

    def _on_save(self) -> None:
        if url := self._considered():
            self._keep(self.form.chosen_role(), url, _("Kept. The bench uses it at once"))

    def _on_remove(self) -> None:
        role = list(Role)[max(0, self.list.currentRow())]
        self._keep(role, "", _("Taken away"))

    def _keep(self, role: Role, url: str, told: str) -> None:
        work = partial(_choose, asks=self._asks, bench=self._bench(), role=role, url=url)

        def kept(_nothing: object) -> None:
            self.list.setCurrentRow(list(Role).index(role))
            self.refresh()
            self._ask(lambda _store: None, then=lambda _done: self._say(told, ""))
            self.kept.emit()

        self._ask(work, then=kept)

    def _on_check(self) -> None:
        if url := self._considered():
            self._busy(_("Asking the printer…"))
            self._jobs.run(partial(check.ask, url), then=self._on_checked, failed=self._on_failed)

    def _on_checked(self, said: Checked) -> None:
        self._free()
        words = "\n".join(said.sentences())
        wrong = bool(said.problems or said.speaks)
        self._say("" if wrong else words, words if wrong else "")

    def _on_test(self) -> None:
        if url := self._considered():
            self._busy(_("Printing the test label…"))
            self._ask(partial(_allowed, asks=self._asks), then=partial(self._test, url), failed=self._on_failed)

    def _test(self, url: str, store: Store) -> None:
        role, bench = str(self.form.chosen_role()), self._bench()
        work = partial(trial.print_test, store, url, role=role, bench=bench, operator=self._asks.operator)
        self._jobs.run(work, then=self._on_tested, failed=self._on_failed)

    def _on_tested(self, done: Tested) -> None:
        self._free()
        good = done.state in trial.OUT
        self._say(done.sentence() if good else "", "" if good else done.sentence())

    def _on_failed(self, error: StationError) -> None:
        self._free()
        self.tell(error)

    def _busy(self, told: str) -> None:
        self.trouble.clear()
        self.sentence.setText(told)
        for button in (self.check, self.test):
            button.setEnabled(False)

    def _free(self) -> None:
        for button in (self.check, self.test):
            button.setEnabled(True)

    def _say(self, good: str, bad: str) -> None:
        self.sentence.setText(good)
        self.trouble.setText(bad)
        self.told.emit(bad or good)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(named(QLabel(_("Printers of bench")), "title"))
        top.addWidget(self.bench, 1)
        left.addLayout(top)
        left.addWidget(self.list, 3)
        left.addWidget(QLabel(_("Look for printers")))
        left.addWidget(self.finding, 2)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.form)
        right.addWidget(self.sentence)
        right.addWidget(self.trouble)
        right.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.check, self.test, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        right.addLayout(buttons)
        across = QHBoxLayout(self)
        across.setContentsMargins(28, 22, 28, 22)
        across.setSpacing(24)
        across.addLayout(left, 2)
        across.addLayout(right, 3)
        self.resize(1240, 700)


def _read(store: Store, bench: str) -> tuple[dict[Role, str], list[str], Drained]:
    from station.store import printer_leases

    with store.read() as tx:
        benches = sorted({station for station, _role, _url in printers.everywhere(tx)})
        return printers.of_station(tx, bench), benches, {one.name: one.holder for one in printer_leases.listing(tx)}


def _choose(store: Store, asks: Asker, bench: str, role: Role, url: str) -> Any:
    who, at = asks.operator, asks.station
    return store.write(lambda tx: printers.choose(tx, bench, role, url, operator=who, at=at))


def _allowed(store: Store, asks: Asker) -> Store:
    """Ask for the badge before the printer's worker is busy."""
    from station.people.permit import require
    from station.people.roles import Action

    with store.read() as tx:
        require(tx, asks.operator, Action.PACK, station=asks.station)
    return store
