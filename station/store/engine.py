"""Opens the store and runs work on it: one writer with group commit on SQLite, row locks on PostgreSQL.

``write`` returns when the work is durable. On SQLite all writes of a process go through one thread that commits up
to 64 pieces of work at once (measured: the lever for throughput, and it removes SQLite's unfair lock waiting); each
piece runs in its own savepoint, so one failing piece harms no other. On PostgreSQL the caller's thread runs the work
and repeats it when the server went away or found a deadlock: work must be re-runnable.
"""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import create_engine, event, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from station.clock import Clock, SystemClock
from station.errors import DeviceError
from station.store import keys, sqlite, vault
from station.store.damage import SUFFIX, damaged, folder, look
from station.store.migrate import migrate, remember_key
from station.store.prepared import Memory
from station.store.presence import Presence
from station.store.resealing import seal_old
from station.store.schema.base import meta
from station.store.silence import Trouble, silence, trouble
from station.store.storable import storable
from station.store.together import Together
from station.store.towns import join_towns
from station.store.types import vaults
from station.store.writer import Writer
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from sqlalchemy import Connection, CursorResult, Engine, Executable

    from station.settings import Settings

T = TypeVar("T")
_TRIES = 5


class StoreUnavailableError(DeviceError):
    """The database does not answer."""

    code = "STORE_DOWN"


@dataclass(slots=True)
class Tx:
    """One transaction as use cases see it.

    Attributes:
        proofs: when which (station, operator) last typed their PIN in this process.
    """

    conn: Connection
    vault: vault.Vault
    clock: Clock
    proofs: dict[tuple[str, str], datetime] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @property
    def now(self) -> datetime:
        """The time, from the store's clock."""
        return self.clock.now()

    def execute(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        """Run one statement; a prepared question may be answered from memory."""
        known: Any = self.memory.ask(self.conn, statement, values)
        return self.conn.execute(statement, values) if known is None else known


class Store:
    """One opened store; shared by all threads of the process."""

    def __init__(
        self, engine: Engine, key: vault.Vault, clock: Clock, *, home: Path, presence: Presence | None = None
    ) -> None:
        self.engine = engine
        self.home = home
        self._presence = presence
        self.vault = key
        self.clock = clock
        self.proofs: dict[tuple[str, str], datetime] = {}  # never written down: gone with the process
        self._reader = engine.execution_options(packbench_begin="read")
        self._memory = Memory()  # of the writer's transactions
        self._writer = Writer(engine, self._memory) if engine.dialect.name == "sqlite" else None
        self._together = Together(self.write)

    @contextlib.contextmanager
    def read(self) -> Iterator[Tx]:
        """Give a consistent snapshot to read from.

        Raises:
            StoreUnavailableError: the database did not answer.
        """
        try:
            with storable(), self._reader.connect() as conn, conn.begin():
                yield self._tx(conn)
        except DBAPIError as error:
            self._tell(error)
            raise

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run the work in one transaction and return its result once that is durable.

        Raises:
            StoreUnavailableError: the database did not answer in time.
        """
        with storable():
            if self._writer is None:
                return self._write_on_server(work)
            try:
                return self.write_later(work).result()
            except DBAPIError as error:
                self._tell(error)
                raise

    def write_together(self, work: Callable[[Tx, Sequence[Any]], list[Any]], items: Sequence[Any]) -> list[Any]:
        """Run the work on these items in one transaction with what other threads bring at the same time.

        Raises:
            StoreUnavailableError: the database did not answer in time.
        """
        return self._together.run(work, items)

    def write_later(self, work: Callable[[Tx], T]) -> Future[T]:
        """Hand the work to the writer thread (SQLite) and return its future."""
        if self._writer is None:
            raise RuntimeError("only SQLite has a writer thread")
        return self._writer.submit(lambda conn: work(self._tx(conn, self._memory)))

    def _tell(self, error: DBAPIError) -> None:
        """Say what a person can do about it; nothing where the statement is wrong: that is our mistake."""
        match trouble(error):
            case Trouble.OURS:
                return
            case Trouble.DAMAGED:
                raise damaged(self.home) from error
            case what:
                raise unavailable(what) from error

    def _tx(self, conn: Connection, memory: Memory | None = None) -> Tx:
        return Tx(conn, self.vault, self.clock, self.proofs, memory or Memory())

    def close(self) -> None:
        """Finish what is queued and close all connections."""
        if self._writer is not None:
            self._writer.close()
        _leave(self.engine, self._presence)

    def _write_on_server(self, work: Callable[[Tx], T]) -> T:
        for attempt in range(1, _TRIES + 1):
            try:
                with self.engine.connect() as conn, conn.begin():
                    return work(self._tx(conn))
            except IntegrityError as error:  # another bench wrote the same new key: the next run sees its row
                if attempt == _TRIES or getattr(error.orig, "sqlstate", None) != "23505":
                    raise
                time.sleep(0.02 * attempt)
            except DBAPIError as error:
                if attempt == _TRIES or not _again(error):
                    self._tell(error)
                    raise
                time.sleep(0.02 * 4**attempt)
        raise unavailable()


def unavailable(what: Trouble = Trouble.AWAY) -> StoreUnavailableError:
    """Return the error for a database that does not answer or cannot be written."""
    if what is Trouble.READ_ONLY:
        return StoreUnavailableError(
            _("The data file cannot be written"),
            _("check that the disk is not read-only and that you may write to the folder"),
            code="STORE_READ_ONLY",
        )
    if what is Trouble.DISK:
        return StoreUnavailableError(
            _("The disk failed while the data file was used: nothing was saved"),
            _("check the disk and its cable, then scan again"),
            code="STORE_DISK",
        )
    if what is Trouble.FULL:
        return StoreUnavailableError(
            _("The disk is full: nothing was saved"), _("free some space, then scan again"), code="DISK_FULL"
        )
    return StoreUnavailableError(
        _("The database does not answer"), _("check the network and the database server, then scan again")
    )


def _again(error: DBAPIError) -> bool:
    return error.connection_invalidated or trouble(error) is Trouble.AWAY


def open_store(settings: Settings, *, clock: Clock | None = None) -> Store:
    """Open the store of these settings, making and migrating it as needed.

    Raises:
        StoreUnavailableError: no database there.
        station.store.damage.StoreDamagedError: the file is broken.
        station.store.vault.WrongKeyError: it was sealed with another key, or the key is gone.
        station.store.migrate.StoreTooNewError: a newer program wrote it.
        station.store.migrate.MigrationError: the upgrade failed and was taken back.
    """
    engine = _engine(settings)
    here = _enter(engine)
    clock = clock or SystemClock()
    try:
        if here is not None and here.unclean:
            look(engine, settings.home)
        key = _fitting_key(engine, settings.home, clock)
    except DBAPIError as error:
        _leave(engine, here)
        what = trouble(error)
        if what is Trouble.DAMAGED:
            raise damaged(settings.home) from error
        if what is not Trouble.OURS:
            raise unavailable(what) from error
        raise
    except BaseException:
        _leave(engine, here)
        raise
    return Store(engine, key, clock, home=settings.home, presence=here)


def _enter(engine: Engine) -> Presence | None:
    path = sqlite_file(engine)
    try:
        return Presence(path).enter() if path is not None else None
    except OSError:
        return None  # a folder that cannot be written: SQLite says so in a sentence


def _leave(engine: Engine, here: Presence | None) -> None:
    engine.dispose()
    if here is not None:
        here.leave()


def sqlite_file(engine: Engine) -> Path | None:
    """Return the file of an SQLite store."""
    name = engine.url.database
    return Path(name) if engine.dialect.name == "sqlite" and name else None


def _fitting_key(engine: Engine, home: Path, clock: Clock) -> vault.Vault:
    stored = migrate(engine, partial(_before_upgrade, engine, home, clock))
    with engine.connect() as conn, conn.begin():
        names = ("digest_key", "key_before")
        kept = dict(conn.execute(select(meta.c.name, meta.c.value).where(meta.c.name.in_(names))).all())
    before = kept.get("key_before", "").split()
    key = keys.create(home) if stored is None else keys.find(home, stored, before)
    if key is None or (stored or remember_key(engine, key.check)) != key.check:
        raise vault.wrong_key()
    if "digest_key" in kept:
        key = vault.Vault(key.key, key.older, bytes.fromhex(key.open_text(kept["digest_key"])))
    vaults[engine.dialect] = key
    with engine.connect() as conn, conn.begin():
        join_towns(conn, key)
        seal_old(conn, key)
    return key


def _before_upgrade(engine: Engine, home: Path, clock: Clock, revision: str, check: str | None) -> None:
    """Back the file up before its tables change; a server has its own backups, and takes a failed change back."""
    key = keys.find(home, check) if check is not None else None
    if engine.dialect.name == "sqlite" and key is not None:
        from station.store import backup

        stamp = clock.now().strftime("%Y%m%d-%H%M%S")
        backup.make(engine, key, folder(home) / f"before-{revision}-{stamp}{SUFFIX}", now=clock.now())


def _engine(settings: Settings) -> Engine:
    common: dict[str, Any] = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
        "json_deserializer": json.loads,
    }
    if settings.store_url.startswith("sqlite"):
        return sqlite.engine(settings.store_url, **common)
    url = settings.store_url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=4,
        max_overflow=16,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={
            "connect_timeout": 3,
            "keepalives_idle": 10,
            "prepare_threshold": None,
            "application_name": f"packbench-{settings.station}"[:60],
            "options": "-c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s",
        },
        **common,
    )

    silence(engine)

    event.listen(engine, "connect", _prepare_on_server)

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        if conn.get_execution_options().get("packbench_begin") == "read":
            conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _prepare_on_server(dbapi: Any, _record: Any) -> None:
    """Let the server keep the plans of what is asked often: half the time of an order (measured).

    Not through a pooler, where the next statement may reach another server session: a pooler hands out process
    numbers of its own.
    """
    with dbapi.cursor() as cursor:
        (server,) = cursor.execute("SELECT pg_backend_pid()").fetchone()
    dbapi.rollback()
    if server == dbapi.info.backend_pid:
        dbapi.prepare_threshold, dbapi.prepared_max = 3, 300
