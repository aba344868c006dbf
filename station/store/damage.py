"""A damaged data file: found at the start after an unclean exit, or by SQLite while working, and the way back.

``quick_check`` takes about a second for a million orders, so it runs only when somebody died with the store open.
The file is never repaired or replaced by itself: the sentence names the newest automatic backup.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from station.errors import DeviceError
from station.store.silence import Trouble, trouble
from station.text import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

SUFFIX = ".packbench"


class StoreDamagedError(DeviceError):
    """The data file is damaged."""

    code = "STORE_DAMAGED"


def damaged(home: Path) -> StoreDamagedError:
    """Return the error, with the newest backup to go back to."""
    newest = max(backups(home), default=None)
    remedy = _("restore a backup with: restore FILE --yes; do not delete the data file")
    if newest is not None:
        remedy = _("restore the newest backup with: restore {file} --yes; do not delete the data file").format(
            file=newest
        )
    return StoreDamagedError(_("The data file is damaged"), remedy)


def backups(home: Path) -> list[Path]:
    """Return the automatic backups, oldest first by name."""
    return sorted(folder(home).glob(f"auto-*{SUFFIX}"))


def folder(home: Path) -> Path:
    """Return where automatic backups go: ``PACKBENCH_BACKUPS`` (another disk is best), else beside the store."""
    named = os.environ.get("PACKBENCH_BACKUPS")
    return Path(named) if named else home / "backups"


def look(engine: Engine, home: Path) -> None:
    """Check the file's structure.

    Raises:
        StoreDamagedError: it is not whole.
    """
    try:
        with engine.execution_options(packbench_begin="read").connect() as conn:
            said = conn.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    except DatabaseError as error:
        if trouble(error) is Trouble.DAMAGED:
            raise damaged(home) from error
        raise
    if said != "ok":
        raise damaged(home)
