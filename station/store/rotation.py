"""A new key for personal data: everything is sealed again, at once in the store, then photo by photo.

The new key is written down beside the old one before anything is sealed with it, so a power cut at any moment leaves a
store that opens and photos that open. The old key stays (``packbench.key.<check>``, or in the key ring) because backups
of before need it. What ``digest`` stands on does not change, so a buyer stays the same buyer. Close the other windows
first; other benches on one PostgreSQL get the new key by ``key import``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import update

from station.store import keys
from station.store.resealing import reseal
from station.store.schema.base import meta
from station.store.types import vaults
from station.store.upsert import add_if_absent
from station.store.vault import Vault

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store, Tx

DIGEST_KEY, BEFORE = "digest_key", "key_before"


def rotate(store: Store) -> tuple[int, int]:
    """Seal everything with a new key; return how many rows and photos that were."""
    old = store.vault
    new = Vault(os.urandom(32), (old.key, *old.older), old.digest_key)
    keys.stage(store.home, new.key)

    def work(tx: Tx) -> int:
        vaults[tx.conn.dialect] = store.vault = new
        rows = reseal(tx.conn, new, by_hand=True)
        tx.execute(update(meta).where(meta.c.name == "key_check").values(value=new.check))
        _put(tx, DIGEST_KEY, new.seal_text(new.digest_key.hex()))
        _put(tx, BEFORE, " ".join(Vault(key).check for key in new.older))
        return rows

    try:
        rows = store.write(work)
    except BaseException:
        vaults[store.engine.dialect] = store.vault = old
        raise
    keys.keep(store.home, new.key)
    return rows, reseal_photos(store.home / "photos", new)


def reseal_photos(folder: Path, vault: Vault) -> int:
    """Seal every photo with the key of now; a photo is the old one or the new one, never half."""
    done = 0
    for path in folder.rglob("*.sealed"):
        scratch = path.with_suffix(f".{os.getpid()}.tmp")
        with scratch.open("wb") as stream:
            stream.write(vault.seal_bytes(vault.open_bytes(path.read_bytes())))
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(path)
        done += 1
    return done


def _put(tx: Tx, name: str, value: str) -> None:
    if not add_if_absent(tx, meta, {"name": name, "value": value}):
        tx.execute(update(meta).where(meta.c.name == name).values(value=value))
