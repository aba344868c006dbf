"""Half-made copies that a killed program left behind: a backup's or restore's own scratch files, an hour old or more.

They are never whole and nobody asks for them; left alone they would fill the disk. Called before a backup is made and
before one is looked into.
"""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = (".*.part", ".*.plain", ".*.plain-*", ".restore-*")
_AGE = timedelta(hours=1)


def sweep(folder: Path, now: datetime) -> int:
    """Take away what was left in a folder and return how many that were."""
    done = 0
    for path in (path for name in _NAMES for path in folder.glob(name)):
        with contextlib.suppress(OSError):
            if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) < _AGE:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            done += 1
    return done
