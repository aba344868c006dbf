"""The key that has a folder watched: what is saved into it is imported; remembered for this station.

The worker looks every two seconds; a folder that is away is told and looked for again.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from station.intake.folder import EXPORTS, Folder
from station.text import _

if TYPE_CHECKING:
    from station.errors import StationError
    from station.store.engine import Store
    from ui.desk.page import Desk

_LOOK_MS = 2000
_WATCHED = "watched_folder"


class FolderWatch(QPushButton):
    """Chooses the folder, looks into it.

    Signals:
        found: paths of files that are new and written to the end.
        troubled: translated words when the folder cannot be read.
    """

    found = Signal(list)
    troubled = Signal(str)

    def __init__(self, desk: Desk, *, remembered: str = _WATCHED, endings: frozenset[str] = EXPORTS) -> None:
        """Remember the folder under this name; look for files with these endings."""
        super().__init__(_("Watch a folder…"))
        self._desk = desk
        self._name, self._endings = f"{remembered}:{desk.station}", endings
        self._folder: Folder | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self.clicked.connect(self._on_clicked)
        desk.ask(partial(_watched, name=self._name), then=self._remembered)

    def watch(self, path: Path | None) -> None:
        """Watch this folder from now on; ``None`` stops."""
        self._begin(path)
        self._desk.ask(partial(_remember, name=self._name, path=path), then=lambda _nothing: None)

    def look(self) -> None:
        """Look now."""
        if self._folder is not None:
            self._desk.ask(partial(_ready, folder=self._folder), then=self.found.emit, failed=self._away)

    def _begin(self, path: Path | None) -> None:
        self._folder = None if path is None else Folder(path, self._endings)
        self.setText(_("Watch a folder…") if path is None else _("Stop watching {name}").format(name=path.name))
        if path is None:
            self._look.stop()
        else:
            self._look.start()

    def _on_clicked(self) -> None:
        if self._folder is not None:
            self.watch(None)
        elif chosen := QFileDialog.getExistingDirectory(self, _("Which folder do the files come into?")):
            self.watch(Path(chosen))

    def _remembered(self, path: str) -> None:
        if path:
            self._begin(Path(path))

    def _away(self, error: StationError) -> None:
        self.troubled.emit(f"{error.happened}: {error.remedy}")


def _watched(store: Store, name: str) -> str:
    from station.store import choices

    with store.read() as tx:
        return choices.get(tx, name)


def _remember(store: Store, name: str, path: Path | None) -> None:
    from station.store import choices

    store.write(lambda tx: choices.put(tx, name, "" if path is None else str(path)))


def _ready(_store: Store, folder: Folder) -> list[Path]:
    from station.errors import UserError

    try:
        return folder.ready()
    except OSError as error:
        raise UserError(
            _("The watched folder {name} cannot be read").format(name=folder.path.name),
            _("check that the drive is connected; it is looked at again every few seconds"),
        ) from error
