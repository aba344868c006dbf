"""Who has this SQLite file open, and did somebody die with it? One small locked file a process, beside the store.

The operating system lets go of the lock when a process ends, however it ends. A file left behind that nobody locks
says: that process did not close the store, so look whether the file is whole before going on. Restoring asks too:
it wants the store to itself. ``engine.open_store`` enters and leaves.
"""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import BufferedRandom
    from pathlib import Path


class Presence:
    """This process's mark beside one store.

    Attributes:
        unclean: somebody ended without closing the store.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._path = store.with_name(f"{store.name}.open-{uuid.uuid4().hex[:12]}")
        self._file: BufferedRandom | None = None
        self.unclean = False

    def enter(self) -> Presence:
        """Leave a mark and clear away those of the dead."""
        self.unclean = _bury(self._store)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        _lock(file)
        self._file = file
        return self

    def leave(self) -> None:
        """Take the mark away: the store was closed properly."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)


def others(store: Path) -> int:
    """Return how many living processes have the store open."""
    return sum(_alive(path) for path in _marks(store))


def _bury(store: Path) -> bool:
    dead = [path for path in _marks(store) if not _alive(path)]
    for path in dead:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return bool(dead)


def _marks(store: Path) -> list[Path]:
    return list(store.parent.glob(f"{store.name}.open-*"))


def _alive(path: Path) -> bool:
    try:
        file = path.open("r+b")
    except OSError:
        return False
    try:
        _lock(file)
    except OSError:
        return True
    finally:
        file.close()
    return False


def _lock(file: BufferedRandom) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
