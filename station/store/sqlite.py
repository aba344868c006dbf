"""The embedded SQLite file: a fixed SQLite, the right pragmas, IMMEDIATE for writers.

Versions 3.7.0 to 3.51.2 can corrupt a WAL file written by two connections (the WAL-reset bug), so the program takes
SQLite from the ``pysqlite3`` wheel and refuses anything older. ``mmap_size`` stays off: it makes that bug worse.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pysqlite3 import dbapi2
from sqlalchemy import create_engine, event, make_url

from station.errors import DeviceError
from station.text import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SAFE = (3, 51, 3)
_PATIENCE = 5.0
_ASK_AGAIN = 0.001
_TIMEOUT = f"PRAGMA busy_timeout={_PATIENCE * 1000:.0f}"
_nap = threading.Event()
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    _TIMEOUT,
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # who was forgotten is gone from the freed pages, too
)
# the driver keeps 128 prepared statements by itself, a shop uses more: each scan parsed some of them anew
_CONNECT = {"cached_statements": 1024}


class UnsafeSqliteError(DeviceError):
    """This SQLite can destroy the file."""

    code = "SQLITE_TOO_OLD"


class StoreFolderError(DeviceError):
    """The folder of the store cannot be written."""

    code = "STORE_FOLDER"


def version() -> tuple[int, ...]:
    """Return the SQLite version in use."""
    return tuple(dbapi2.sqlite_version_info)


def engine(url: str, **options: Any) -> Engine:
    """Return the engine for a file URL.

    Raises:
        UnsafeSqliteError: the SQLite library is older than 3.51.3.
        StoreFolderError: the folder cannot be made.
    """
    if version() < SAFE:
        raise UnsafeSqliteError(
            _("SQLite {version} can damage the data file").format(version=".".join(map(str, version()))),
            _("run ./run again so that the bundled SQLite is installed"),
        )
    path = make_url(url).database
    if path:
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise StoreFolderError(
                _("The data folder cannot be made"), _("choose a writable folder with PACKBENCH_HOME")
            ) from exc
    made = create_engine(
        url, module=dbapi2, hide_parameters=True, pool_size=8, max_overflow=24, connect_args=_CONNECT, **options
    )

    @event.listens_for(made, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(made, "begin")
    def _begin(conn: Connection) -> None:
        if conn.get_execution_options().get("packbench_begin") == "read":
            conn.exec_driver_sql("BEGIN")
        else:
            _begin_writing(conn)

    return made


def _begin_writing(conn: Connection) -> None:
    """Ask for the file each millisecond: SQLite's own waiting sleeps up to 100 ms and starves beside a busy process."""
    cursor = conn.connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    end = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                cursor.execute("BEGIN IMMEDIATE")
            except dbapi2.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    conn.exec_driver_sql("BEGIN IMMEDIATE")  # fails again, and says so as every statement does
                    return
                _nap.wait(_ASK_AGAIN)
            else:
                return
    finally:
        cursor.execute(_TIMEOUT)
        cursor.close()
