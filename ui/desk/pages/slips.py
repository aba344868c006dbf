"""Handwritten slips become orders: photographed here or by phone, read in the background, looked over, confirmed.

Photos come from the camera over the desk, from files, from a watched folder and from phones; each is stored sealed
under its hash before it is read, so a batch survives a restart. Enter opens the review; nothing is an order before a
person confirms.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.text import _
from ui.desk import slip_work
from ui.desk.folder_watch import FolderWatch
from ui.desk.table import Column, Table
from ui.slips.camera import SlipCamera
from ui.slips.reading import Read, Reading
from ui.slips.window import SlipReview
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.errors import StationError
    from station.slips.confirm import ReviewedSlip
    from ui.desk.page import Desk, Page

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".pdf"})
_LOOK_MS = 1500


class Slips(QWidget):
    """Camera and keys above, what waits below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading: str = ""
        self._open: slip_work.Slip | None = None
        self._done = 0
        self.rows: tuple[slip_work.Waiting, ...] = ()
        self.camera, self.reading, self.window_ = SlipCamera(), Reading(self), SlipReview()
        self.window_.hide()
        self.photograph = named(QPushButton(_("Photograph slips")), "main")
        self.choose = QPushButton(_("Photo files…"))
        self.folder = FolderWatch(desk, remembered="watched_slips", endings=PICTURES)
        self.told = named(QLabel(wordWrap=True), "quiet")
        self.table = Table(_columns(), filtered=False, empty=_("No slip waits: photograph one, or choose photo files"))
        self._look = QTimer(self, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._look.start()
        self.look()

    def hand_in(self, photo: bytes) -> None:
        """Keep a photo and have it read; one that was used before is refused."""
        self._desk.ask(partial(slip_work.hand_in, desk=self._desk, photo=photo), then=self._kept)

    def look(self) -> None:
        """Look what waits, and read the next photo."""
        self._desk.ask(partial(slip_work.waiting, station=self._desk.station), then=self._show)

    def review(self, sha256: str = "") -> None:
        """Open the review with this slip, or with the first that was read."""
        read = [row.sha256 for row in self.rows if not row.unread]
        wanted = sha256 if sha256 in read else next(iter(read), "")
        if wanted:
            self._desk.ask(partial(slip_work.opened, desk=self._desk, sha256=wanted), then=self._review)
        else:
            self.window_.hide()

    def _kept(self, told: str) -> None:
        self.told.setText(told)
        self.look()

    def _show(self, rows: tuple[slip_work.Waiting, ...]) -> None:
        if rows != self.rows:
            self.rows = rows
            self.table.show_rows(rows)
        next_ = next((row.sha256 for row in rows if row.unread), "")
        if next_ and not self._reading:
            self._reading = next_
            fetch = partial(slip_work.opened, desk=self._desk, sha256=next_)
            self._desk.ask(fetch, then=self._read, failed=self._on_unopened)

    def _read(self, slip: slip_work.Slip) -> None:
        self.reading.read(slip.sha256, slip.photo, slip.names)

    def _on_unopened(self, error: StationError) -> None:
        self._reading = ""
        self.told.setText(f"{error.happened}: {error.remedy}")

    def _on_read(self, read: Read) -> None:
        if read.error is not None:
            self.told.setText(f"{read.error.happened}: {read.error.remedy}")
        if read.pictures:
            keep = partial(slip_work.unpack, desk=self._desk, sha256=read.sha256, pictures=read.pictures)
        else:
            keep = partial(slip_work.keep_draft, station=self._desk.station, sha256=read.sha256, draft=read.draft)
        self._desk.ask(keep, then=self._on_draft_kept, failed=self._on_unopened)

    def _on_draft_kept(self, _nothing: object) -> None:
        self._reading = ""
        self.look()

    def _review(self, slip: slip_work.Slip) -> None:
        self._open = slip
        waiting = sum(row.unread for row in self.rows)
        of = self._done + len(self.rows) - waiting
        place = (self._done + 1, max(of, self._done + 1))
        self.window_.show_draft(slip.draft, slip.photo, names=slip.names, place=place, waiting=waiting)
        if self.window_.parentWidget() is None:  # earlier it would tear the page out of the Tab order
            self.window_.setParent(self, Qt.WindowType.Window)
        self.window_.resize(self.window().size())
        self.window_.show()
        self.window_.activateWindow()

    def _on_confirmed(self, slip: ReviewedSlip) -> None:
        if self._open is not None:
            make = partial(slip_work.make_order, desk=self._desk, sha256=self._open.sha256, slip=slip)
            self._desk.ask(make, then=self._on_made, failed=self.window_.show_refusal)

    def _on_made(self, short_code: str) -> None:
        self._done += 1
        self._next(_("Order {code} was made").format(code=short_code))

    def _on_discarded(self) -> None:
        if self._open is not None:
            discard = partial(slip_work.discard, sha256=self._open.sha256)
            self._desk.ask(discard, then=lambda _nothing: self._next(_("The slip was discarded")))

    def _on_retake(self) -> None:
        self._on_discarded()
        self._on_photograph()

    def _next(self, told: str) -> None:
        gone = self._open.sha256 if self._open is not None else ""
        self._open = None
        self.told.setText(told)
        self.rows = tuple(row for row in self.rows if row.sha256 != gone)
        self.table.show_rows(self.rows)
        self.review()

    def _on_photograph(self) -> None:
        if self.camera.isVisible():
            self.camera.hide()
        else:
            self.reading.start()
            self.camera.follow(os.environ.get("PACKBENCH_SLIP_CAMERA", "0"))

    def _on_choose(self) -> None:
        self.reading.start()
        kinds = " ".join(f"*{ending}" for ending in sorted(PICTURES))
        files, _kind = QFileDialog.getOpenFileNames(self, _("Photos of slips"), "", _("Photos") + f" ({kinds})")
        self._on_files(files)

    def _on_files(self, paths: list[Any]) -> None:
        for path in paths:
            self._desk.ask(partial(slip_work.from_file, desk=self._desk, path=Path(path)), then=self._kept)

    def _connect(self) -> None:
        self._look.timeout.connect(self.look)
        self.camera.taken.connect(self.hand_in)
        self.photograph.clicked.connect(self._on_photograph)
        self.choose.clicked.connect(self._on_choose)
        self.folder.found.connect(self._on_files)
        self.folder.troubled.connect(self.told.setText)
        self.table.chosen.connect(lambda row: self.review(row.sha256))
        self.reading.done.connect(self._on_read)
        self.window_.confirmed.connect(self._on_confirmed)
        self.window_.discarded.connect(self._on_discarded)
        self.window_.retake_wanted.connect(self._on_retake)
        if (app := QApplication.instance()) is not None:
            app.aboutToQuit.connect(self.reading.close)

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        for key in (self.photograph, self.choose, self.folder):
            keys.addWidget(key)
        keys.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Handwritten slips")), "title"))
        down.addLayout(keys)
        down.addWidget(self.told)
        down.addWidget(self.camera, 3)
        down.addWidget(self.table, 2)
        self.camera.hide()
        self.setFocusProxy(self.table.view)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("State"), lambda row: _("being read") if row.unread else _("to look over"), wide=True),
        Column(_("Minutes"), lambda row: row.minutes),
    )


class _Page:
    @property
    def order(self) -> int:
        return 34

    @property
    def title(self) -> str:
        return _("Handwritten slips")

    def make(self, desk: Desk) -> QWidget:
        return Slips(desk)


page: Page = _Page()
