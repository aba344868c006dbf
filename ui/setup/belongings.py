"""What belongs to this bench: data folder, store, key, disk space.

A store that does not exist yet is not made here: only whether it could be is looked at. Passwords in a store's
address are never shown. Looked at by the command ``doctor``.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from station.errors import StationError
from station.store import keys
from station.text import _
from ui.setup.health import Finding, State, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.settings import Settings
    from station.store.engine import Store

LITTLE = 1_000_000_000  # bytes: photos and journal of a few weeks
NONE_LEFT = 100_000_000


def examine(settings: Settings, opened: Callable[[], Store]) -> list[Finding]:
    """Return the findings on what is kept on this machine; ``opened`` opens the store."""
    return [folder(settings.home), disk(settings.home), store(settings, opened), key(settings.home)]


def folder(home: Path) -> Finding:
    """Look whether the data folder can be written."""
    place = _existing(home)
    remedy = "" if os.access(place, os.W_OK | os.X_OK) else _("choose a writable folder with PACKBENCH_HOME")
    return judge("folder", _("Data folder"), found=str(home), remedy=remedy)


def disk(home: Path) -> Finding:
    """Look how much room is left."""
    free = shutil.disk_usage(_existing(home)).free
    return judge(
        "disk",
        _("Free disk space"),
        found=_("{size} GB").format(size=f"{free / 1e9:.1f}"),
        remedy=_("free some disk space") if free < LITTLE else "",
        otherwise=State.MISSING if free < NONE_LEFT else State.WARN,
    )


def store(settings: Settings, opened: Callable[[], Store]) -> Finding:
    """Open the store and begin to write, changing nothing."""
    title = _("Store")
    shown = public(settings.store_url)
    path = _file(settings.store_url)
    if path is not None and not path.exists():
        return judge("store", title, found=_("{place} (made at the first start)").format(place=shown))
    try:
        opened().write(lambda tx: tx.now)
    except StationError as error:
        return Finding("store", State.MISSING, title, f"{shown}: {error.happened}", error.remedy)
    return judge("store", title, found=shown)


def key(home: Path) -> Finding:
    """Look for the key that opens names, phones and addresses: there, and nobody else's to read."""
    path = keys.key_path(home)
    title = _("Key of personal data")
    if not path.exists():
        return judge("key", title, found=_("{place} (made at the first start)").format(place=path))
    open_to_all = os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077
    remedy = _("run: chmod 600 {path}").format(path=path) if open_to_all else ""
    return judge("key", title, found=str(path), remedy=remedy, otherwise=State.WARN)


def public(url: str) -> str:
    """Return the store's address without user and password."""
    path = _file(url)
    if path is not None:
        return str(path)
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


def _file(url: str) -> Path | None:
    return Path(url.split("///", 1)[1]) if url.startswith("sqlite") and "///" in url else None


def _existing(path: Path) -> Path:
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
