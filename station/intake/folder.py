"""A folder people (or a browser) save exports into: tells which files are new and written to the end.

A file counts as written when its size and time stood still between two looks. Half-downloaded and hidden files are
left alone. A program started anew tells of every file again: importing twice changes nothing. Called by the import
page and ``import --watch``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EXPORTS = frozenset({".csv", ".xlsx", ".xls", ".txt"})
_PARTIAL = (".", "~$")  # hidden files, and the lock a spreadsheet program leaves beside an open one


class Folder:
    """Looks at one folder again and again."""

    def __init__(self, path: Path, endings: frozenset[str] = EXPORTS) -> None:
        self.path = path
        self._endings = endings
        self._seen: dict[Path, tuple[int, int]] = {}
        self._told: dict[Path, tuple[int, int]] = {}

    def ready(self) -> list[Path]:
        """Return the files that are new or changed since they were told of, and stand still; oldest first.

        Raises:
            OSError: the folder is away.
        """
        now = {
            path: (stat.st_size, stat.st_mtime_ns)
            for path in self.path.iterdir()
            if path.suffix.lower() in self._endings and not path.name.startswith(_PARTIAL)
            for stat in [path.stat()]
            if path.is_file() and stat.st_size
        }
        still = [path for path, mark in now.items() if self._seen.get(path) == mark and self._told.get(path) != mark]
        self._seen = now
        self._told = {path: mark for path, mark in self._told.items() if path in now} | {
            path: now[path] for path in still
        }
        return sorted(still, key=lambda path: now[path][1])
