"""Slips by phone: a QR code lets one phone in, its photos wait here to be read.

The service must run for the network (``serve --host 0.0.0.0``); without it the page says so. Who signed in at the desk
lets the phone in. While the page is looked at, the number of photos is counted every two seconds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from station.text import _, ngettext
from ui.widgets.named import named
from ui.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from station.errors import StationError
    from station.serve.tokens import PhoneDoor
    from station.store.engine import Store
    from ui.desk.page import Desk, Page

_LOOK_MS = 2000


class PhoneSlips(QWidget):
    """The key, the code, how long it lasts, how many photos came."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.show_code = named(QPushButton(_("Let a phone in")), "main")
        self.code = QrCode()
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        self.came = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.over = QTimer(self, singleShot=True)
        self.look = QTimer(self, interval=_LOOK_MS)
        self._lay_out()
        self.setFocusProxy(self.show_code)
        self.show_code.clicked.connect(self.let_in)
        self.over.timeout.connect(self._take_away)
        self.look.timeout.connect(self.count)
        self._take_away()

    def let_in(self) -> None:
        """Show a new code."""
        self._desk.ask(partial(_issue, desk=self._desk), then=self._show, failed=self._refused)

    def count(self) -> None:
        """Count the photos that wait to be read."""
        self._desk.ask(partial(_unread, station=self._desk.station), then=self._counted)

    def showEvent(self, event: QShowEvent) -> None:
        """Count while somebody looks."""
        self.count()
        self.look.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        self.look.stop()
        super().hideEvent(event)

    def _show(self, door: PhoneDoor) -> None:
        self.code.show_code(door.address)
        self.code.show()
        words = _(
            "Scan it with the phone's camera within {n} minutes; the shop's Wi-Fi must be on. One code, one phone"
        )
        self.told.setText(words.format(n=door.minutes))
        self.over.start(door.minutes * 60_000)

    def _refused(self, error: StationError) -> None:
        self._take_away()
        self.told.setText(f"{error.happened}\n{error.remedy}")  # the line of the desk is gone at the next count

    def _take_away(self) -> None:
        self.code.show_code("")
        self.code.hide()
        self.told.setText(_("Photograph handwritten slips with a phone: press the key, scan the code that appears"))

    def _counted(self, n: int) -> None:
        waiting = ngettext("{n} photo waits to be read", "{n} photos wait to be read", n).format(n=n)
        self.came.setText(waiting if n else _("No photo waits to be read"))

    def _lay_out(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Slips by phone")), "title"))
        down.addWidget(self.told)
        down.addWidget(self.show_code, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self.came)
        down.addStretch(1)


def _issue(store: Store, desk: Desk) -> PhoneDoor:
    from station.serve.tokens import issue

    return store.write(lambda tx: issue(tx, station=desk.station, actor=desk.operator))


def _unread(store: Store, station: str) -> int:
    from station.store import slips

    with store.read() as tx:
        return len(slips.unread(tx, station))


class _Page:
    @property
    def order(self) -> int:
        return 35

    @property
    def title(self) -> str:
        return _("Slips by phone")

    def make(self, desk: Desk) -> QWidget:
        return PhoneSlips(desk)


page: Page = _Page()
