"""The layout designer: the label as it prints at the left, its parts and what can be said of them at the right.

Everything is drawn and checked on the worker; while one picture is made only the newest change waits. What is wrong
is told at its part, and as long as anything is, neither saving nor a test print is possible. The desk's page of label
layouts opens it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QListWidgetItem, QMessageBox
from shiboken6 import isValid

from printing.layouts.design import flatten
from station.clock import local
from station.text import _
from ui.designer import keeping
from ui.designer.editing import Editing, name_of
from ui.designer.layout import Parts, arrange

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from printing.layouts.design import Design
    from printing.layouts.faults import Fault
    from station.errors import StationError
    from ui.asker import Asker
    from ui.designer.keeping import Drawn, Stored, Version

T = TypeVar("T")


class Designer(QDialog):
    """One kind of label, laid out.

    Signals:
        drawn: the picture and its faults are those of the layout as it stands.
        kept: a version was saved or chosen; carries what there is now.
    """

    drawn = Signal()
    kept = Signal(object)

    def __init__(self, desk: Asker, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("{label}: layout").format(label=keeping.kind_name(kind)))
        self._desk, self._kind = desk, kind
        self._papers = keeping.papers(kind)
        self.editing = Editing(keeping.built_in(kind, self._papers[0]))
        self.faults: tuple[Fault, ...] = ()
        self.parts = Parts(kind, sorted(flatten(keeping.sample(kind))))
        arrange(self, self.parts)
        self._busy, self._again = False, False
        self._stored: Stored | None = None
        self._connect()
        self._desk.ask(partial(keeping.load, kind=kind, station=desk.station), then=self._still(self._on_loaded))

    def choose(self, place: int) -> None:
        """Work on this part."""
        self.editing.chosen = place
        self._show()
        self.parts.canvas.setFocus()

    def save(self) -> None:
        """Keep a new version, unless something is wrong."""
        if self._refused():
            return
        work = partial(keeping.save, made=self.editing.design, desk=self._desk)
        self._desk.ask(work, then=self._still(self._on_kept), failed=self._still(self._tell))

    def use(self, version: Version) -> None:
        """Go back to a version: labels are printed by it from now on."""
        work = partial(keeping.use, kind=self._kind, version=version.number, desk=self._desk)
        self._desk.ask(work, then=self._still(self._on_kept), failed=self._still(self._tell))

    def test_print(self) -> None:
        """Print the sample at the chosen printer."""
        role = self.parts.printer.currentData()
        if role and not self._refused():
            work = partial(keeping.test_print, made=self.editing.design, role=role, desk=self._desk)
            told = _("Test label asked for: {job}")
            then = self._still(lambda job: self.parts.told.setText(told.format(job=job)))
            self._desk.ask(work, then=then, failed=self._still(self._tell))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before what is not saved is lost."""
        if self.editing.changed and not self._leaves():
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes like the window's button."""
        if not self.editing.changed or self._leaves():
            super().reject()

    def _leaves(self) -> bool:
        asked = _("The layout is not saved. Leave it?")
        return QMessageBox.question(self, self.windowTitle(), asked) == QMessageBox.StandardButton.Yes

    def _connect(self) -> None:
        parts = self.parts
        parts.canvas.part_chosen.connect(self.choose)
        parts.canvas.moved.connect(lambda right, down: self._step(self.editing.move(right, down)))
        parts.canvas.resized.connect(lambda wider, taller: self._step(self.editing.resize(wider, taller)))
        parts.form.changed.connect(lambda said: self._step(self.editing.change(**dict([said]))))
        parts.list.currentRowChanged.connect(self._on_row)
        parts.list.itemChanged.connect(self._on_ticked)
        parts.paper.activated.connect(self._on_paper)
        for look in (parts.dpi, parts.zoom):
            look.currentIndexChanged.connect(self._on_look)
        for what, button in parts.adds.items():
            button.clicked.connect(partial(self._on_add, what))
        for button, does, key in (
            (parts.undo, self._on_undo, QKeySequence.StandardKey.Undo),
            (parts.redo, self._on_redo, QKeySequence.StandardKey.Redo),
            (parts.save, self.save, QKeySequence.StandardKey.Save),
            (parts.out, self._on_out, QKeySequence.StandardKey.Cut),
            (parts.test, self.test_print, QKeySequence.StandardKey.Print),
            (parts.use, self._on_use, QKeySequence.StandardKey.Open),
        ):
            button.clicked.connect(does)
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def _step(self, done: bool) -> None:
        if done:
            self._show()

    def _show(self) -> None:
        """Show the layout as it stands and have it drawn."""
        editing, parts = self.editing, self.parts
        bad = {fault.part for fault in self.faults if fault.part is not None}
        parts.canvas.show_design(editing.design, chosen=editing.chosen, bad=frozenset(bad))
        parts.form.show_part(editing.part)
        parts.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while parts.list.count() > len(editing.design.parts):
            parts.list.takeItem(parts.list.count() - 1)
        while parts.list.count() < len(editing.design.parts):
            parts.list.addItem(QListWidgetItem())
        for place, part in enumerate(editing.design.parts):
            item = parts.list.item(place)
            whys = [fault.why for fault in self.faults if fault.part == place]
            item.setText("  ✗ ".join([name_of(part), *whys[:1]]))
            item.setToolTip("\n".join(whys))
            item.setCheckState(Qt.CheckState.Checked if part.shown else Qt.CheckState.Unchecked)
        parts.list.setCurrentRow(editing.chosen)
        if editing.part is not None:
            parts.bring_up(editing.chosen)
        parts.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._draw()

    def _draw(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self.parts.save.setEnabled(False)
        made, dpmm = self.editing.design, self.parts.dpi.currentData()
        self._desk.ask(
            lambda _store: keeping.look(made, dpmm=dpmm),
            then=self._still(self._on_drawn),
            failed=self._still(self._tell),
        )

    def _on_drawn(self, drawn: Drawn) -> None:
        self._busy = False
        self.parts.canvas.show_raster(drawn.raster)
        if self._again:
            self._draw()
            return
        if drawn.faults != self.faults:
            self.faults = drawn.faults
            self._busy = True  # only the marks change
            self._show()
            self._busy, self._again = False, False
        self.parts.save.setEnabled(not self.faults)
        self.parts.show_faults(self.faults, changed=self.editing.changed)
        self.drawn.emit()

    def _on_loaded(self, stored: Stored) -> None:
        self._stored = stored
        parts = self.parts
        parts.versions.clear()
        for one in stored.versions:
            name = _("built-in layout") if not one.number else _("version {n}").format(n=one.number)
            when = f" · {local(one.at):%Y-%m-%d %H:%M} · {one.by}" if one.at is not None else ""
            parts.versions.addItem(name + when + (" · " + _("in use") if one.in_use else ""), one.number)
        parts.versions.setCurrentIndex(stored.versions.index(stored.used))
        parts.printer.clear()
        for role, name in stored.printers:
            parts.printer.addItem(name, role)
        parts.test.setEnabled(bool(stored.printers))
        self._begin(stored.used.design)

    def _on_kept(self, stored: Stored) -> None:
        self._on_loaded(stored)
        n = stored.used.number
        told = _("Labels are printed by version {n} from now on").format(n=n)
        self.parts.told.setText(told if n else _("Labels are printed by the built-in layout from now on"))
        self.kept.emit(stored)

    def _begin(self, design: Design) -> None:
        self.editing.begin(design)
        self._show()

    def _on_use(self) -> None:
        if self._stored is not None and self.parts.versions.currentIndex() >= 0:
            self.use(self._stored.versions[self.parts.versions.currentIndex()])

    def _on_paper(self, place: int) -> None:
        """Start from the built-in layout on this paper."""
        saved = self.editing.saved
        self._begin(keeping.built_in(self._kind, self._papers[place]))
        self.editing.saved = saved

    def _on_look(self) -> None:
        self.parts.canvas.look(dpmm=self.parts.dpi.currentData(), zoom=self.parts.zoom.currentData())
        self._draw()

    def _on_row(self, place: int) -> None:
        self.editing.chosen = place
        self._show()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self.editing.chosen = self.parts.list.row(item)
        self._step(self.editing.change(shown=item.checkState() is Qt.CheckState.Checked))

    def _on_add(self, what: str) -> None:
        self.editing.add(what)
        self._show()

    def _on_out(self) -> None:
        self._step(self.editing.take_out())

    def _on_undo(self) -> None:
        self._step(self.editing.undo())

    def _on_redo(self) -> None:
        self._step(self.editing.redo())

    def _refused(self) -> bool:
        """Tell what is wrong, and go to the part it is wrong with."""
        if not self.faults:
            return False
        self.parts.show_faults(self.faults, changed=True)
        place = self.faults[0].part
        if place is not None:
            self.choose(place)
        return True

    def _tell(self, error: StationError) -> None:
        self._busy = False
        self.parts.told.setText(f"{error.happened}\n{error.remedy}")

    def _still(self, does: Callable[[T], object]) -> Callable[[T], object]:
        """Answers that come after the window was closed are nobody's."""
        return lambda value: does(value) if isValid(self) else None
