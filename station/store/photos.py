"""Photos of slips, parcels and returned goods: stored once by their hash, sealed, under a name that tells nothing.

The only place that writes pictures of people's things to disk. A photo is there whole or not at all; erasing is
removing the file. Slips, evidence at the bench, returns and the service all keep theirs here.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.vault import Vault


def digest(photo: bytes) -> str:
    """Return the SHA-256 of a photo."""
    return hashlib.sha256(photo).hexdigest()


def keep(folder: Path, vault: Vault, photo: bytes) -> str:
    """Store the photo sealed and return its hash; a known one is left alone."""
    name = digest(photo)
    path = _path(folder, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_suffix(f".{os.getpid()}.tmp")
        with scratch.open("wb") as stream:
            stream.write(vault.seal_bytes(photo))
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(path)
    return name


def load(folder: Path, vault: Vault, name: str) -> bytes | None:
    """Return a stored photo, ``None`` when it was erased."""
    path = _path(folder, name)
    return vault.open_bytes(path.read_bytes()) if path.exists() else None


def erase(folder: Path, name: str) -> bool:
    """Remove a photo; tell whether it was there."""
    path = _path(folder, name)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def _path(folder: Path, name: str) -> Path:
    if len(name) != 64 or not name.isalnum():
        raise ValueError("a photo is named by its hash")
    return folder / name[:2] / f"{name}.sealed"
