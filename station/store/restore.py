"""Back to a backup: unpacked and looked at before anything is touched, and the store of now is kept beside.

On SQLite nobody else may have the file open; the file of now gets a second name that tells when, and the new one takes
its place in one step. On PostgreSQL all rows are replaced in one transaction. ``station/people/safekeeping.py`` asks
who may and writes the trail.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, func, make_url, or_, select, text

from station.errors import StationError, UserError
from station.store import backup, engine, keys, presence
from station.store.copying import copy_in
from station.store.schema.orders import orders
from station.store.schema.people import audit
from station.store.vault import wrong_key
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.settings import Settings
    from station.store.backup import Facts
    from station.store.engine import Store, Tx


class StoreInUseError(UserError):
    """Somebody else has the store open."""

    code = "STORE_IN_USE"


@dataclass(frozen=True, slots=True)
class Loss:
    """What happened after the backup was made and would be gone.

    Attributes:
        readable: the store of now could be read; when it cannot, nobody knows what is lost.
    """

    readable: bool
    orders: int = 0
    packed: int = 0
    acts: int = 0


@contextlib.contextmanager
def unpacked(settings: Settings, file: Path) -> Iterator[tuple[Facts, Store]]:
    """Give what is inside a backup, checked through, as an opened store of its own; gone afterwards.

    Raises:
        station.errors.UserError: no whole backup, of a newer program, or its key is not here.
    """
    said = backup.facts(file)
    vault = keys.find(settings.home, said.key_check)
    if vault is None:
        raise wrong_key()
    place = _beside(settings)
    place.mkdir(parents=True, exist_ok=True)
    try:
        inside = place / "packbench.db"
        backup.unpack(file, vault, inside)
        opened = engine.open_store(replace(settings, store_url=f"sqlite:///{inside}"))
        try:
            yield said, opened
        finally:
            opened.close()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def loss(settings: Settings, said: Facts) -> Loss:
    """Compare the store of now with a backup."""
    path = file_of(settings)
    if path is not None and not path.exists():
        return Loss(readable=True)
    try:
        now = engine.open_store(settings)
    except StationError:
        return Loss(readable=False)
    try:
        with now.read() as tx:
            return _since(tx, said)
    except StationError:
        return Loss(readable=False)
    finally:
        now.close()


def put_back(settings: Settings, inside: Store) -> Path | None:
    """Make the store inside a backup the store of now; return where the one of before is kept (SQLite).

    Raises:
        StoreInUseError: a window, service or command has the store open.
    """
    source = Path(inside.engine.url.database or "")
    path = file_of(settings)
    if path is None:
        _onto_server(settings, source, inside)
        return None
    inside.close()  # folds its journal in
    if presence.others(path):
        raise _in_use()
    kept = _aside(path, f"before-restore-{inside.clock.now().strftime('%Y%m%d-%H%M%S')}") if path.exists() else None
    source.replace(path)
    return kept


def file_of(settings: Settings) -> Path | None:
    """Return the file of an SQLite store, ``None`` for a server."""
    url = make_url(settings.store_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _since(tx: Tx, said: Facts) -> Loss:
    newer = [(audit.c.station == station) & (audit.c.seq > seq) for station, (seq, _sha) in sorted(said.heads.items())]
    strange = audit.c.station.not_in(list(said.heads))
    count = select(func.count())
    return Loss(
        readable=True,
        orders=tx.execute(count.where(orders.c.accepted_at > said.made_at)).scalar() or 0,
        packed=tx.execute(count.where(orders.c.packed_at > said.made_at)).scalar() or 0,
        acts=tx.execute(count.select_from(audit).where(or_(strange, *newer))).scalar() or 0,
    )


def _aside(path: Path, word: str) -> Path:
    """Give the file of now a second name; its journal goes along, for it belongs to no other file."""
    kept = path.with_name(f"{path.stem}.{word}{path.suffix}")
    _fold(path)
    for tail in ("-wal", "-shm"):
        left = path.with_name(path.name + tail)
        if left.exists():
            left.replace(kept.with_name(kept.name + tail))
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)
    return kept


def _fold(path: Path) -> None:
    """Write the journal into the file where it can still be read."""
    from pysqlite3 import dbapi2

    with contextlib.suppress(dbapi2.Error):
        connection = dbapi2.connect(str(path))
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _onto_server(settings: Settings, source: Path, inside: Store) -> None:
    from station.store.types import vaults

    server = create_engine(settings.store_url.replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        with server.connect() as conn:
            busy = conn.execute(
                text(
                    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND application_name LIKE 'packbench%' AND pid <> pg_backend_pid()"
                )
            ).scalar()
        if busy:
            raise _in_use()
        vaults[server.dialect] = inside.vault
        copy_in(source, server)
    finally:
        server.dispose()


def _in_use() -> StoreInUseError:
    return StoreInUseError(
        _("The store is open in another window or service"), _("close every window and the service, then restore again")
    )


def _beside(settings: Settings) -> Path:
    path = file_of(settings)
    return (path.parent if path is not None else settings.home) / f".restore-{os.getpid()}"
