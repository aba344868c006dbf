"""Looks for printers, only when asked: a button a way, an address range with progress and a stop, what was found."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from printing.discovery import cups, network, usb, windows
from station.text import _, ngettext
from ui.widgets.code_edit import CodeEdit
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.discovery.base import Found
    from station.errors import StationError
    from ui.jobs import Jobs


class Finding(QWidget):
    """The looking part of the printers' page.

    Signals:
        picked: a found printer was chosen; carries its address.
        ended: looking ended; carries how many were found.
        refused: it could not be looked for; carries the ``StationError``.
        asked: some addresses of a range were asked; carries (asked, all).
    """

    picked = Signal(str)
    ended = Signal(int)
    refused = Signal(object)
    asked = Signal(object)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._stopping = threading.Event()
        self.hits = QListWidget()
        self.told = named(QLabel(_("Nothing is looked for before you ask"), wordWrap=True), "quiet")
        self.range = CodeEdit(placeholderText="10.0.0.0/24")
        self.bar = QProgressBar(textVisible=False)
        self.ways = {
            "usb": QPushButton("USB"), "cups": QPushButton("CUPS"), "windows": QPushButton("Windows"),
            "network": QPushButton(_("Search network")),
        }  # fmt: skip
        self.stop = QPushButton(_("Stop"))
        self._lay_out()
        self.bar.hide()
        self.stop.hide()
        for button in (*self.ways.values(), self.stop):
            button.setAutoDefault(False)
        for name, button in self.ways.items():
            button.clicked.connect(partial(self.look, name))
        self.range.returnPressed.connect(self._on_range)
        self.stop.clicked.connect(self._stopping.set)
        self.asked.connect(self._on_asked)
        self.hits.itemActivated.connect(self._on_hit)
        self.hits.itemClicked.connect(self._on_hit)

    def look(self, way: str) -> None:
        """Look for printers in one way."""
        self._stopping.clear()
        self.hits.clear()
        self.told.setText(_("Looking…"))
        ways: dict[str, Callable[..., list[Found]]] = {
            "usb": usb.find,
            "cups": cups.find,
            "windows": windows.find,
            "network": partial(self._network, self.range.text()),
        }
        self._busy(on=True, network=way == "network")
        self._jobs.run(ways[way], then=self._on_found, failed=self._on_failed)

    def leave(self) -> None:
        """Stop looking."""
        self._stopping.set()

    def _network(self, typed: str) -> list[Found]:
        range_ = network.addresses(typed)
        return network.find(range_, port=network.PORT, progress=self._tell, stopped=self._stopping.is_set)

    def _tell(self, done: int, all_: int) -> None:
        if not self._stopping.is_set():
            self.asked.emit((done, all_))

    def _on_range(self) -> None:
        self.look("network")

    def _on_asked(self, at: tuple[int, int]) -> None:
        self.bar.setRange(0, at[1])
        self.bar.setValue(at[0])

    def _on_found(self, found: list[Found]) -> None:
        self._busy(on=False)
        for one in found:
            item = QListWidgetItem(f"{one.title}\n{one.url}")
            item.setData(Qt.ItemDataRole.UserRole, one.url)
            self.hits.addItem(item)
        n = len(found)
        told = ngettext("{n} printer found: choose it", "{n} printers found: choose one", n).format(n=n)
        self.told.setText(told if n else _("No printer was found: check power and cable, or type its address"))
        if n:
            self.hits.setCurrentRow(0)
            self.hits.setFocus()
        self.ended.emit(n)

    def _on_failed(self, error: StationError) -> None:
        self._busy(on=False)
        self.told.setText("")
        self.refused.emit(error)
        self.ended.emit(0)

    def _on_hit(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _busy(self, *, on: bool, network: bool = False) -> None:
        for button in self.ways.values():
            button.setEnabled(not on)
        self.bar.setRange(0, 0 if on else 1)
        self.bar.setVisible(on)
        self.stop.setVisible(on and network)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        for name in ("usb", "cups", "windows"):
            across.addWidget(self.ways[name])
        across.addStretch(1)
        range_ = QHBoxLayout()
        range_.addWidget(self.range, 1)
        range_.addWidget(self.ways["network"])
        range_.addWidget(self.stop)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addLayout(across)
        down.addLayout(range_)
        down.addWidget(self.bar)
        down.addWidget(self.told)
        down.addWidget(self.hits, 1)
