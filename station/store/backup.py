"""One file with the whole shop: made while benches work, looked at, sealed, read back, and only then kept.

SQLite: the online copy of one snapshot into a file beside the store while writers go on; it is sealed and read back
while ``quick_check`` looks it through. PostgreSQL: the rows of one snapshot copied into such a file
(``station/store/copying.py``), so a backup of either can be restored to either. The header tells number of orders and
the heads of the audit chains, which is how ``restore`` knows what would be lost. Photos lie sealed in their own files
and are copied beside automatic backups (``station/store/automatic.py``).
"""

from __future__ import annotations

import contextlib
import errno
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2
from sqlalchemy.exc import OperationalError

from station.errors import DeviceError
from station.store import migrate, sealed_file
from station.store.copying import copy_out
from station.store.leftovers import sweep
from station.store.silence import Trouble, trouble
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
            facts = _facts(plain, now=now, key_check=vault.check)
            with ThreadPoolExecutor(1, "backup-check") as checker:
                whole = checker.submit(_check, plain)
                sealed_file.seal(plain, scratch, vault.derive(_USE), _words(facts))
                for _piece in sealed_file.pieces(scratch, vault.derive(_USE)):
                    pass
                whole.result()
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
    _check(store)
    return _facts(store, now=now, key_check=key_check)


def _check(store: Path) -> None:
    with _opened(store) as copy:
        if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sealed_file.not_whole()


def _facts(store: Path, *, now: datetime, key_check: str) -> Facts:
    with _opened(store) as copy:
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


@contextlib.contextmanager
def _opened(copy: Path) -> Iterator[dbapi2.Connection]:
    """Open an unsealed copy; what SQLite finds wrong with it is told as no whole backup."""
    opened = dbapi2.connect(str(copy))
    try:
        yield opened
    except dbapi2.DatabaseError as exc:
        raise sealed_file.not_whole() from exc
    finally:
        opened.close()


@contextlib.contextmanager
def _plain_copy(engine: Engine, target: Path) -> Iterator[Path]:
    """Give one snapshot of the store as an SQLite file; it is gone afterwards."""
    name = engine.url.database or ""
    plain = _beside(engine, target).with_name(f".{target.name}.{os.getpid()}.plain")
    plain.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "sqlite":
            _copy(name, plain)
        else:
            copy_out(engine, plain)
        yield plain
    finally:
        with contextlib.suppress(OSError):
            plain.unlink(missing_ok=True)


def _beside(engine: Engine, target: Path) -> Path:
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else target


def _copy(store: str, plain: Path) -> None:
    """Copy one snapshot; the copy is thrown away at a power cut, so it waits for no disk."""
    source, target = dbapi2.connect(store), dbapi2.connect(str(plain))
    try:
        source.execute("PRAGMA busy_timeout=5000")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, whatever the store's own journal
    except dbapi2.OperationalError as error:
        what = trouble(OperationalError("", {}, error))
        raise OSError(errno.ENOSPC if what is Trouble.FULL else errno.EIO, str(error)) from error
    finally:
        target.close()
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
