"""Two programs must not drain one printer: a lock file a printer, held as long as the worker lives.

The operating system lets go of it when the program dies, however it dies, so nothing has to be cleaned up. The spooler
takes it before it looks at the outbox.
"""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from io import BufferedRandom
    from pathlib import Path


class PrinterInUseError(UserError):
    """Another program on this machine prints to this printer."""

    code = "PRINTER_IN_USE"


class PrinterLock:
    """The right to drain one printer."""

    def __init__(self, folder: Path, printer: str) -> None:
        key = hashlib.sha256(printer.encode("utf-8")).hexdigest()[:16]
        self._path = folder / f"printer-{key}.lock"
        self._file: BufferedRandom | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            PrinterInUseError: another program holds it.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise PrinterInUseError(
                _("Another PackBench window is already printing to this printer"),
                _("close the other window, or choose another printer here"),
            ) from error
        self._file = file

    def release(self) -> None:
        """Let go of it."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: BufferedRandom) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
