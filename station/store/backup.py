"""One file with the whole shop: made while benches work, looked at, sealed, read back, and only then kept.

SQLite: ``VACUUM INTO`` a file beside the store (one snapshot, writers go on, freed pages stay behind), ``quick_check``,
seal, read back. PostgreSQL: the rows of one snapshot copied into such a file (``station/store/copying.py``), so a
backup of either can be restored to either. The header tells number of orders and the heads of the audit chains, which
is how ``restore`` knows what would be lost. Decision 0009 tells why. Photos lie sealed in their own files and are
copied beside automatic backups (``station/store/automatic.py``).
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2

from station.errors import DeviceError
from station.store import migrate, sealed_file
from station.store.copying import copy_out
from station.store.leftovers import sweep
from station.store.vault import Vault, check, derive, wrong_key
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

_USE = "backup"


class BackupTargetError(DeviceError):
    """The place for the backup cannot be written."""

    code = "BACKUP_TARGET"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup says of itself.

    Attributes:
        heads: number of the last audit entry by station, with its hash.
    """

    made_at: datetime
    revision: str
    key_check: str
    orders: int
    packed: int
    heads: dict[str, tuple[int, str]]
    bytes: int = 0


def make(engine: Engine, vault: Vault, target: Path, *, now: datetime) -> Facts:
    """Write a verified backup to ``target``; an existing file is replaced only when the new one is whole.

    Raises:
        BackupTargetError: the place cannot be written, is full or was unplugged.
        station.store.sealed_file.BackupFileError: the copy is not whole (a failing disk).
    """
    scratch = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for folder in {target.parent, _beside(engine, target).parent}:
            sweep(folder, now)
        with _plain_copy(engine, target) as plain:
            facts = look(plain, now=now, key_check=vault.check)
            sealed_file.seal(plain, scratch, vault.derive(_USE), _words(facts))
        for _piece in sealed_file.pieces(scratch, vault.derive(_USE)):
            pass
        scratch.replace(target)
        _remember_folder(target.parent)
    except OSError as error:
        raise BackupTargetError(
            _("The backup could not be written to {folder}: {why}").format(
                folder=target.parent, why=error.strerror or type(error).__name__
            ),
            _("plug the disk in, make room, or choose another place; the shop itself is unharmed"),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)
    return facts


def facts(path: Path) -> Facts:
    """Return what a backup says of itself.

    Raises:
        station.store.sealed_file.BackupFileError: no backup.
    """
    words = sealed_file.header(path)
    try:
        return Facts(
            datetime.fromisoformat(words["made_at"]),
            str(words["revision"]),
            str(words["key_check"]),
            int(words["orders"]),
            int(words["packed"]),
            {str(name): (int(seq), str(sha)) for name, (seq, sha) in words["heads"].items()},
            path.stat().st_size,
        )
    except (KeyError, TypeError, ValueError) as exc:
        raise sealed_file.not_whole() from exc


def unpack(path: Path, vault: Vault, target: Path) -> Facts:
    """Write the store inside a backup to ``target`` and check it through.

    Raises:
        station.store.sealed_file.BackupFileError: truncated, altered, or not what its header says.
        station.store.vault.WrongKeyError: it was made with a key that is not here.
        station.store.migrate.StoreTooNewError: a newer program made it.
    """
    said = facts(path)
    if said.revision > migrate.REVISION:
        raise migrate.too_new()
    key = next((key for key in (vault.key, *vault.older) if check(key) == said.key_check), None)
    if key is None:
        raise wrong_key()
    with target.open("wb") as out:
        for piece in sealed_file.pieces(path, derive(key, _USE)):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    found = look(target, now=said.made_at, key_check=said.key_check)
    if (found.orders, found.heads, found.revision) != (said.orders, said.heads, said.revision):
        raise sealed_file.not_whole()
    return said


def look(store: Path, *, now: datetime, key_check: str) -> Facts:
    """Check an unsealed copy and return its facts.

    Raises:
        station.store.sealed_file.BackupFileError: it is damaged.
    """
    copy = dbapi2.connect(str(store))
    try:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sealed_file.not_whole()
        heads = copy.execute(
            "SELECT station, seq, hash FROM audit"
            " WHERE (station, seq) IN (SELECT station, MAX(seq) FROM audit GROUP BY station)"
        ).fetchall()
        return Facts(
            now,
            str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]),
            key_check,
            int(copy.execute("SELECT COUNT(*) FROM orders").fetchone()[0]),
            int(copy.execute("SELECT COUNT(*) FROM orders WHERE packed_at IS NOT NULL").fetchone()[0]),
            {str(station): (int(seq), str(sha)) for station, seq, sha in heads},
        )
    except dbapi2.DatabaseError as exc:
        raise sealed_file.not_whole() from exc
    finally:
        copy.close()


@contextlib.contextmanager
def _plain_copy(engine: Engine, target: Path) -> Iterator[Path]:
    """Give one snapshot of the store as an SQLite file; it is gone afterwards."""
    name = engine.url.database or ""
    plain = _beside(engine, target).with_name(f".{target.name}.{os.getpid()}.plain")
    plain.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "sqlite":
            _vacuum(name, plain)
        else:
            copy_out(engine, plain)
        yield plain
    finally:
        with contextlib.suppress(OSError):
            plain.unlink(missing_ok=True)


def _beside(engine: Engine, target: Path) -> Path:
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else target


def _vacuum(store: str, plain: Path) -> None:
    source = dbapi2.connect(store)
    try:
        source.execute("PRAGMA busy_timeout=5000")
        source.execute("VACUUM INTO ?", (str(plain),))
    except dbapi2.OperationalError as error:
        why = str(error)
        raise OSError(28 if "full" in why else 5, why) from error
    finally:
        source.close()


def _words(said: Facts) -> dict[str, Any]:
    return {
        "made_at": said.made_at.isoformat(),
        "revision": said.revision,
        "key_check": said.key_check,
        "orders": said.orders,
        "packed": said.packed,
        "heads": {name: list(head) for name, head in said.heads.items()},
    }


def _remember_folder(folder: Path) -> None:
    """Make the new name itself durable (POSIX)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
