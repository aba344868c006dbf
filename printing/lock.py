"""Two programs of one machine must not drain one printer: a lock file a printer, held as long as the worker lives.

The files lie in one folder for the whole machine, whatever store or user a program has, and are named after the printer
itself (``Printer.device``), however its address is written. The operating system lets go of a lock when the program
dies, however it dies, so nothing has to be cleaned up. Who holds it stands in the file. ``printing/holding.py`` takes
it before the lease of the store, which does the same across machines.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import BufferedRandom

_LOCKED = 1_000_000  # Windows locks bytes, not files: one far behind the words


class PrinterInUseError(UserError):
    """Another program drains this printer."""

    code = "PRINTER_IN_USE"


def in_use(holder: str) -> PrinterInUseError:
    """Return the error of a printer that another program drains."""
    return PrinterInUseError(
        _("{who} prints to this printer: labels of this bench wait").format(who=holder or _("Another program")),
        _("choose another printer here, or close the other program"),
    )


def folder() -> Path:
    """Return the folder of lock files every program of this machine shares."""
    shared = Path(os.environ.get("PROGRAMDATA", "")) if sys.platform == "win32" else Path("/run/lock")
    usable = shared.is_dir() and os.access(shared, os.W_OK | os.X_OK)
    return shared if usable else Path(tempfile.gettempdir())


class PrinterLock:
    """The right to drain one printer, and one bench's queue for it, on this machine.

    Args:
        names: what is locked together.
        holder: how people call this program, told to whoever comes second.
    """

    def __init__(self, place: Path, names: Sequence[str], holder: str = "") -> None:
        keys = [hashlib.sha256(name.encode("utf-8")).hexdigest()[:16] for name in sorted(names)]
        self._paths = [place / f"packbench-printer-{key}.lock" for key in keys]
        self._holder = holder
        self._files: list[BufferedRandom] = []

    def take(self) -> None:
        """Take the lock; nothing happens when it is ours already.

        Raises:
            PrinterInUseError: another program holds it.
        """
        if self._files:
            return
        try:
            for path in self._paths:
                self._files.append(_locked(path))
        except PrinterInUseError:
            self.release()
            raise
        for file in self._files:
            file.truncate(0)
            file.write(self._holder.encode("utf-8"))
            file.flush()

    def release(self) -> None:
        """Let go of it and leave no file behind."""
        for path, file in zip(self._paths, self._files, strict=False):
            if sys.platform != "win32":  # which does not let an open file go
                with contextlib.suppress(OSError):
                    path.unlink()
            file.close()
        self._files.clear()


def _locked(path: Path) -> BufferedRandom:
    try:
        file = _opened(path)
    except OSError as error:
        raise PrinterInUseError(
            _("The lock of this printer cannot be opened: {why}").format(why=error.strerror or type(error).__name__),
            _("delete {path}, then try again").format(path=path),
        ) from error
    try:
        _lock(file)
    except OSError as error:
        told = file.read(200).decode("utf-8", errors="replace")
        file.close()
        raise in_use(told) from error
    if _gone(path, file):  # whoever had it took the file away when it let go
        file.close()
        return _locked(path)
    return file


def _gone(path: Path, file: BufferedRandom) -> bool:
    try:
        return path.stat().st_ino != os.fstat(file.fileno()).st_ino
    except FileNotFoundError:
        return True


def _opened(path: Path) -> BufferedRandom:
    """Open a file that every user of this machine may use; never through a link somebody else laid."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:  # O_CREAT on another user's file is refused in a sticky folder
        handle = os.open(path, flags)
    except FileNotFoundError:
        handle = os.open(path, flags | os.O_CREAT, 0o666)
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(handle, stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH)
    return os.fdopen(handle, "r+b")


def _lock(file: BufferedRandom) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(_LOCKED)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
