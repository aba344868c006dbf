"""Import export files: drop them, choose them, or have a folder watched; see what became of each and of every row.

The watched folder is remembered for this station. Refused rows are saved as a file to correct and drop again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station.text import _
from ui.desk import import_work as work
from ui.desk.folder_watch import FolderWatch
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from station.channels.profile import Profile
    from station.errors import StationError
    from station.intake.files import Imported
    from station.intake.tables import Table as TableOf
    from station.orders.canonical import ChannelStatus
    from ui.desk.page import Desk, Page


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that was not taken, with the file it stands in."""

    file: str
    row: int
    column: str
    value: str
    why: str


class ImportOrders(QWidget):
    """Drop area, progress, one table of files and one of refused rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAcceptDrops(True)
        self._results: dict[Path, Imported] = {}  # what became of each file the last time it was taken
        self._asked = self._waiting = 0
        self.watch = FolderWatch(desk)
        self.watch.found.connect(self.take)
        self.progress = QProgressBar(textVisible=False)
        self.progress.hide()
        self.files = Table(_file_columns(), filtered=False, empty=_("No file imported yet"))
        self.refused = Table(_refused_columns(), empty=_("No row was refused"))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Import orders")), "title"))
        down.addWidget(self._drop_area())
        down.addWidget(self.progress)
        down.addWidget(self.files, 2)
        across = QHBoxLayout()
        across.addWidget(named(QLabel(_("Refused rows")), "title"), 1)
        self.save = QPushButton(_("Save refused rows to correct…"))
        self.save.clicked.connect(self._on_save)
        self.save.hide()
        self.map = QPushButton(_("Say what the columns are…"))
        self.map.clicked.connect(self._on_map)
        self.map.hide()
        self.words = QPushButton(_("Say what the words mean…"))
        self.words.clicked.connect(self._on_words)
        self.words.hide()
        across.addWidget(self.map)
        across.addWidget(self.words)
        across.addWidget(self.save)
        down.addLayout(across)
        down.addWidget(self.refused, 3)
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        down.addWidget(self.told)
        self.watch.troubled.connect(self.told.setText)

    def take(self, paths: Sequence[Path], statuses: Mapping[str, ChannelStatus] | None = None) -> None:
        """Import these files, one after the other; ``statuses`` are meanings of words the person gave."""
        for path in paths:
            self._asked += 1
            self._waiting += 1
            read = partial(work.import_one, desk=self._desk, path=path, statuses=statuses or {})
            self._desk.ask(read, then=partial(self._finished, path), failed=partial(self._failed, path))
        self._tell_progress()

    def save_refused(self, folder: Path) -> None:
        """Write the refused rows of every file into the folder, one file each."""
        done = [(path, one) for path, one in self._results.items() if one.channel and one.rejected]
        self._desk.ask(partial(work.save, done=done, folder=folder), then=self._saved)

    def results(self) -> tuple[Imported, ...]:
        """Return what became of each file so far."""
        return tuple(self._results.values())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _drop_area(self) -> QFrame:
        area = named(QFrame(), "drop")
        area.setMinimumHeight(110)
        told = _("Drop export files here: Taobao, Pinduoduo, Douyin and others, CSV or XLSX")
        words = named(QLabel(told, wordWrap=True), "quiet")
        button = QPushButton(_("Choose files…"))
        button.clicked.connect(self._on_choose)
        across = QHBoxLayout(area)
        across.setContentsMargins(24, 16, 24, 16)
        across.addWidget(words, 1)
        across.addWidget(self.watch, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return area

    def _on_choose(self) -> None:
        filters = _("Export files (*.csv *.xlsx *.xls *.txt);;All files (*)")
        chosen, _filter = QFileDialog.getOpenFileNames(self, _("Choose files…"), "", filters)
        self.take([Path(name) for name in chosen])

    def keep_profile(self, path: Path, profile: Profile) -> None:
        """Keep the mapping of this file's columns and import it."""
        self._desk.ask(partial(work.keep, desk=self._desk, profile=profile), then=lambda _nothing: self.take([path]))

    def _on_map(self) -> None:
        path = next(path for path, one in reversed(self._results.items()) if not one.channel)
        self._desk.ask(partial(work.columns_of, path=path), then=partial(self._ask_columns, path))

    def _ask_columns(self, path: Path, seen: tuple[TableOf, dict[str, str], datetime]) -> None:
        from ui.desk.map_columns import MapColumns

        table, guessed, now = seen
        dialog = MapColumns(table, guessed, name=path.stem[:20], now=now, parent=self)
        dialog.accepted.connect(lambda: self.keep_profile(path, dialog.profile()))
        dialog.open()

    def _on_save(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Where should the rows to correct go?"))
        if folder:
            self.save_refused(Path(folder))

    def _saved(self, files: list[Path]) -> None:
        names = ", ".join(file.name for file in files)
        self.told.setText(_("Written: {names}. Correct the cells, then drop the files here").format(names=names))

    def _on_words(self) -> None:
        from ui.desk.word_meanings import WordMeanings

        unexplained = self._unexplained()
        dialog = WordMeanings(sorted({word for words in unexplained.values() for word in words}), self)
        dialog.accepted.connect(lambda: self.take([*unexplained], dialog.meanings()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _unexplained(self) -> dict[Path, set[str]]:
        """Return the status words nobody explained, by file."""
        from station.channels.words import unexplained

        found = {
            path: {row.value for row in one.rejected if unexplained(row.value, row.why)}
            for path, one in self._results.items()
        }
        return {path: words for path, words in found.items() if words}

    def _failed(self, path: Path, error: StationError) -> None:
        from station.intake.files import Imported
        from station.rows import Refused

        why = f"{error.happened}: {error.remedy}" if error.remedy else error.happened
        self._finished(path, Imported(path.name, rejected=(Refused(0, "", "", why),)))

    def _finished(self, path: Path, imported: Imported) -> None:
        self._results.pop(path, None)
        self._results[path] = imported
        self._waiting -= 1
        done = self.results()
        self.files.show_rows(done)
        self.refused.show_rows(
            [
                RefusedRow(Path(one.file).name, row.row, row.column, row.value, row.why)
                for one in done
                for row in one.rejected
            ]
        )
        self.map.setVisible(any(not one.channel for one in done))
        self.words.setVisible(bool(self._unexplained()))
        self.save.setVisible(any(one.channel and one.rejected for one in done))
        self._tell_progress()

    def _tell_progress(self) -> None:
        self._asked = self._asked if self._waiting else 0
        self.progress.setRange(0, self._asked if self._asked > 1 else 0)  # a single file shows that something moves
        self.progress.setValue(self._asked - self._waiting)
        self.progress.setVisible(self._waiting > 0)


def _file_columns() -> tuple[Column, ...]:
    return (
        Column(_("File"), lambda row: Path(row.file).name, wide=True),
        Column(_("Channel"), lambda row: _channel(row.channel)),
        Column(_("Encoding"), lambda row: row.encoding),
        Column(_("Rows"), lambda row: row.rows),
        Column(_("Orders"), lambda row: row.orders),
        Column(_("New"), lambda row: row.new),
        Column(_("Updated"), lambda row: row.updated),
        Column(_("Unchanged"), lambda row: row.unchanged),
        Column(_("Refused"), lambda row: len(row.rejected)),
    )


def _channel(channel: str) -> str:
    from station.channels.names import shown_name

    return shown_name(channel) if channel else _("not recognised")


def _refused_columns() -> tuple[Column, ...]:
    return (
        Column(_("File"), lambda row: row.file),
        Column(_("Row"), lambda row: row.row or ""),
        Column(_("Column"), lambda row: row.column),
        Column(_("Value"), lambda row: row.value),
        Column(_("Why, and what to do"), lambda row: row.why, wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 20

    @property
    def title(self) -> str:
        return _("Import orders")

    def make(self, desk: Desk) -> QWidget:
        return ImportOrders(desk)


page: Page = _Page()
