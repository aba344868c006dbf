"""All rows of a store on a server copied into one SQLite file, and back: the logical backup of PostgreSQL.

One REPEATABLE READ snapshot, table by table in the order foreign keys need, through our own column types; so no
``pg_dump`` of the right version has to be at the bench, and the file is the same as an SQLite shop's. Large servers
have their own backups besides (docs/people.md). Called by ``backup`` and ``restore``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text

from station.store import migrate, sqlite
from station.store.schema.base import metadata
from station.store.types import vaults

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_BATCH = 2000


def copy_out(engine: Engine, target: Path) -> None:
    """Copy a server's store into a new SQLite file."""
    copy = sqlite.engine(f"sqlite:///{target}")
    try:
        migrate.migrate(copy)
        vaults[copy.dialect] = vaults[engine.dialect]
        reading = engine.connect().execution_options(packbench_begin="read")
        with reading as source, source.begin(), copy.connect() as sink, sink.begin():
            _rows(source, sink)
    finally:
        copy.dispose()  # the last connection folds the journal into the file


def copy_in(source_file: Path, engine: Engine) -> None:
    """Replace everything on a server by the rows of an SQLite file, in one transaction."""
    copy = sqlite.engine(f"sqlite:///{source_file}")
    try:
        vaults[copy.dialect] = vaults[engine.dialect]
        with copy.connect() as source, source.begin(), engine.connect() as sink, sink.begin():
            sink.execute(text("SET LOCAL statement_timeout = 0"))
            _guards(sink, "DISABLE")
            names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
            sink.execute(text(f"TRUNCATE {names}"))
            _rows(source, sink)
            _guards(sink, "ENABLE")
    finally:
        copy.dispose()


def _guards(sink: Connection, word: str) -> None:
    """Take the append-only guards off for the restore, and put them back."""
    for table in metadata.sorted_tables:
        sink.execute(text(f'ALTER TABLE "{table.name}" {word} TRIGGER USER'))


def _rows(source: Connection, sink: Connection) -> None:
    for table in metadata.sorted_tables:
        if sink.dialect.name == "sqlite":
            sink.execute(table.delete())
        for part in source.execute(select(table).execution_options(yield_per=_BATCH)).partitions(_BATCH):
            sink.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001 - a public name
