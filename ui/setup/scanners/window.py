"""The scanners of this bench: a lamp and a sentence each, settings, and a test page that shows every read raw.

While it is open nothing that is scanned is acted on. The bench opens it with F1. Scanners named by
``PACKBENCH_SCANNERS`` are shown too but changed there. What is plugged in is offered under "Add".
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scanners import found
from scanners.sources.base import Lamp, SourceState, parse
from station.clock import SystemClock
from station.text import _
from ui.setup.scanners import trial
from ui.setup.scanners.form import Form, connections
from ui.setup.scanners.preview import Preview
from ui.setup.scanners.sheets import save_sheet
from ui.theme.tokens import LIGHT
from ui.widgets.lamp import LampState, draw_lamp
from ui.widgets.named import named, read_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from scanners.events import Frame, Scan
    from scanners.keyboard import Key
    from station.errors import StationError
    from ui.scanning import Scanning

    Works = Callable[[Callable[[], object], Callable[[object], object]], None]

_STATES = {Lamp.READY: LampState.GOOD, Lamp.SEARCHING: LampState.ATTENTION}
_KEYBOARD = "wedge_qt://"


class Scanners(QDialog):
    """List at the left, settings and test at the right.

    Signals:
        tested: a read is on the page; carries the ``Trial``.
        printers_wanted: somebody wants to look at the printers of this bench.
    """

    tested = Signal(object)
    printers_wanted = Signal()

    def __init__(
        self,
        scanning: Scanning,
        *,
        own: Sequence[str],
        fixed: Sequence[str] = (),
        works: Works,
        keep: Callable[[Sequence[str]], object],
        means: Callable[[Scan], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        """Take the scanners in use.

        Args:
            own: addresses of the bench's own list; ``fixed`` are set elsewhere.
            works: runs work on the worker, then hands its result on.
            keep: keeps the list (on the worker); ``means`` asks the store what a code is (on the worker).
        """
        super().__init__(parent)
        self.setWindowTitle(_("Scanners"))
        self._scanning, self._fixed, self._own = scanning, list(fixed), list(own)
        self._works, self._keep, self._means = works, keep, means
        self._keys: list[Key] = []
        self._clock = SystemClock()
        self.list, self.form, self.preview = QListWidget(), Form(), Preview()
        self.sentence = named(QLabel(wordWrap=True), "quiet")
        self.trouble = named(QLabel(wordWrap=True), "trouble")
        self.read = QLabel(_("Scan something: it is shown here and nothing else happens"), wordWrap=True)
        self.read.setTextFormat(Qt.TextFormat.PlainText)
        self.read.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.remove, self.sheet = QPushButton(_("Remove")), QPushButton(_("Set-up sheet…"))
        self.add, self.printers = QPushButton(_("Add…")), QPushButton(_("Printers… (F4)"))
        self._lay_out()
        read_out(self, _("Scanners"))
        self.list.currentRowChanged.connect(self._on_row)
        self.form.saved.connect(self._on_saved)
        self.remove.clicked.connect(self._on_remove)
        self.add.clicked.connect(self._on_add)
        self.sheet.clicked.connect(self._on_sheet)
        self.printers.clicked.connect(self.printers_wanted)
        self.printers.setShortcut("F4")
        scanning.told.connect(self._on_told)
        scanning.tried.connect(self._on_tried)
        scanning.pressed.connect(self._on_pressed)
        scanning.test(on=True)
        self._fill()
        self.list.setFocus()

    def addresses(self) -> list[str]:
        """Return what the list shows, the keyboard always first."""
        keyboard = [] if any(one.startswith(_KEYBOARD) for one in (*self._own, *self._fixed)) else [_KEYBOARD]
        return [*keyboard, *self._own, *self._fixed]

    def take_in(self, address: str) -> None:
        """Add a scanner to the bench's own list."""
        if address not in self.addresses():
            self._own.append(address)
            self._changed(address)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work goes on."""
        self.done(0)
        event.accept()

    def done(self, result: int) -> None:
        """Give the scanners back to the bench."""
        self._scanning.test(on=False)
        self.preview.leave()
        super().done(result)

    def _changed(self, shown: str) -> None:
        own = list(self._own)

        def use() -> None:
            self._keep(own)
            self._scanning.use([*self._fixed, *own])

        self._works(use, lambda _nothing: self._fill(shown))
        self._fill(shown)

    def _fill(self, shown: str = "") -> None:
        place = max(0, self.list.currentRow())
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for address in self.addresses():
            item = QListWidgetItem(self._title(address))
            item.setData(Qt.ItemDataRole.UserRole, address)
            item.setIcon(_icon(_STATES.get(self._state(address).lamp, LampState.BROKEN)))
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        all_ = self.addresses()
        self.list.setCurrentRow(all_.index(shown) if shown in all_ else min(place, len(all_) - 1))
        self._tell_state()

    def _title(self, address: str) -> str:
        parsed = parse(address)
        return f"{parsed.name or parsed.place or parsed.option('vid', '')}\n{connections()[parsed.scheme]}".strip()

    def _state(self, address: str) -> SourceState:
        if address == _KEYBOARD:
            return SourceState("wedge", Lamp.READY)
        name = self._scanning.name(address) or address
        return self._scanning.lamps.get(name, SourceState(name, Lamp.SEARCHING, _("Being opened")))

    def _tell_state(self) -> None:
        state = self._state(self._current())
        told = [state.happened, state.remedy] if state.happened else [_("Ready")]
        self.sentence.setText("\n".join(part for part in told if part))

    def _current(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else _KEYBOARD

    def _on_row(self, _row: int) -> None:
        address = self._current()
        parsed = parse(address)
        self.form.show_address(address)
        self.form.setEnabled(address not in self._fixed)
        self.remove.setEnabled(address in self._own)
        self._tell_state()
        if parsed.scheme == "camera":
            self.preview.follow(parsed.place or "0", parsed.number("guide", 0.85))
        else:
            self.preview.hide()

    def _on_saved(self, address: str) -> None:
        before = self._current()
        self._own = [one for one in self._own if one != before]
        self._own.append(address)
        self._changed(address)

    def _on_remove(self) -> None:
        self._own.remove(self._current())
        self._changed(_KEYBOARD)

    def _on_add(self) -> None:
        menu = QMenu(self)
        for address in [*found.addresses(), "tcp://0.0.0.0:9101", "serial_port://COM3", "wedge_rawinput://?vid=0000"]:
            menu.addAction(self._title(address).replace("\n", " · "), partial(self.take_in, address))
        menu.exec(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        menu.deleteLater()

    def _on_sheet(self) -> None:
        save_sheet(self, parse(self._current()).scheme)

    def _on_told(self, _state: SourceState) -> None:
        self._fill(self._current())

    def _on_pressed(self, key: Key) -> None:
        self._keys.append(key)
        del self._keys[:-200]

    def _on_tried(self, frame: Frame) -> None:
        shown = trial.of(frame, self._keys if frame.source.startswith("wedge") else (), at=self._clock.now())
        self._keys.clear()
        self._show(shown)
        self._works(partial(self._means, shown.scan), lambda told: self._show(shown, told))

    def _show(self, shown: trial.Trial, told: object = ()) -> None:
        meanings = tuple(map(str, told)) if isinstance(told, list | tuple) else ()
        self.read.setText("\n".join(f"{name}:  {value}" for name, value in trial.details(shown, meanings)))
        if told:
            self.tested.emit(shown)

    def tell(self, error: StationError) -> None:
        """Say what went wrong."""
        self.trouble.setText(f"{error.happened}\n{error.remedy}")

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(320)
        left = QVBoxLayout()
        left.addWidget(named(QLabel(_("Scanners")), "title"))
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove, self.sheet, self.printers):
            buttons.addWidget(button)
        left.addLayout(buttons)
        right = QVBoxLayout()
        for part in (self.sentence, self.form, self.preview, named(QLabel(_("Test")), "title")):
            right.addWidget(part)
        right.addWidget(self.read, 1)
        right.addWidget(self.trouble)
        across = QHBoxLayout(self)
        across.setContentsMargins(28, 22, 28, 22)
        across.setSpacing(24)
        across.addLayout(left, 2)
        across.addLayout(right, 3)
        self.resize(1180, 700)


def _icon(state: LampState) -> QIcon:
    picture = QPixmap(24, 24)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_lamp(painter, state, QRectF(2, 2, 20, 20), LIGHT)
    painter.end()
    return QIcon(picture)
