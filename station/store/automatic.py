"""Automatic backups: one a day, kept 7 days, and one of each of the last 4 weeks; photos copied beside them.

They go to ``PACKBENCH_BACKUPS`` (another disk or a mounted share is best), else to ``backups`` beside the store. The
windows look once an hour whether one is due; so does ``backup --auto`` for a scheduler on a server. A run that fails
(the disk was unplugged) leaves the older ones alone and is tried again an hour later.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from station.store import backup
from station.store.damage import SUFFIX, backups, folder

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store

DAYS, WEEKS = 7, 4
_EVERY = timedelta(hours=20)
_NAME = re.compile(rf"auto-(\d{{8}}-\d{{6}}){re.escape(SUFFIX)}")


def due(home: Path, now: datetime) -> bool:
    """Tell whether the newest automatic backup is a day old (or made in a future that was taken back)."""
    newest = max((made for path in backups(home) if (made := made_at(path)) is not None), default=None)
    return newest is None or not timedelta() <= now - newest < _EVERY


def run(store: Store) -> Path:
    """Make today's backup, copy new photos, clear away what is too old; return the file.

    Raises:
        station.store.backup.BackupTargetError: the place cannot be written.
    """
    now = store.clock.now()
    target = folder(store.home) / f"auto-{now.astimezone(UTC):%Y%m%d-%H%M%S}{SUFFIX}"
    backup.make(store.engine, store.vault, target, now=now)
    copy_photos(store.home / "photos", target.parent / "photos")
    for path in superfluous(backups(store.home)):
        with contextlib.suppress(OSError):
            path.unlink()
    return target


def made_at(path: Path) -> datetime | None:
    """Return when an automatic backup was made, by its name."""
    match = _NAME.fullmatch(path.name)
    return datetime.strptime(match[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) if match else None


def superfluous(files: list[Path]) -> list[Path]:
    """Return what is neither the last of one of the 7 newest days, nor of this week or one of the 4 before."""
    made = sorted(((at, path) for path in files if (at := made_at(path)) is not None), reverse=True)
    keep: set[Path] = set()
    for most, period in ((DAYS, "%Y-%m-%d"), (1 + WEEKS, "%G-%V")):
        last: dict[str, Path] = {}
        for at, path in made:
            last.setdefault(at.strftime(period), path)
        keep |= set(list(last.values())[:most])
    return [path for _at, path in made if path not in keep]


def copy_photos(source: Path, target: Path) -> int:
    """Copy sealed photos that are not there yet; they never change, their name is their content."""
    copied = 0
    for path in source.rglob("*.sealed") if source.exists() else ():
        there = target / path.relative_to(source)
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            scratch = there.with_suffix(".part")
            shutil.copyfile(path, scratch)
            scratch.replace(there)
            copied += 1
    return copied
