"""Many rows of one table at once, as fast as the driver takes them.

For the tables every order writes: SQLAlchemy's own work for each row costs more than the insert (measured: 112 µs
against 45 µs for an order). Types still turn values into what is stored, as everywhere else.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from station.store.prepared import fetch, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Dialect, Table

    from station.store.engine import Tx

    Turns = tuple[tuple[str, Callable[[Any], Any] | None], ...]


def add_rows(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], *, count: str = "") -> None:
    """Insert rows; all name the columns the first one names.

    Where a row of the same key is there already, this is an error, or the column ``count`` is added to it.
    """
    if not rows:
        return
    tx.memory.forget(table.name)
    lists = _takes_lists(tx, rows)
    statement, turns = _prepared(table, tuple(rows[0]), tx.conn.dialect, lists=lists)
    if count:
        statement += _adding(table, count, tx.conn.dialect)
    columns = [_stored([row[name] for row in rows], turn) for name, turn in turns]
    tx.conn.exec_driver_sql(statement, tuple(columns) if lists else list(zip(*columns, strict=True)))


def add_missing(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Insert those whose key is not there yet and return the keys that were inserted, as the driver gives them."""
    if not rows:
        return []
    tx.memory.forget(table.name)
    lists = _takes_lists(tx, rows)
    statement, turns = _prepared(table, tuple(rows[0]), tx.conn.dialect, lists=lists)
    statement += f" ON CONFLICT DO NOTHING RETURNING {_keys(table, tx.conn.dialect)}"
    columns = [_stored([row[name] for row in rows], turn) for name, turn in turns]
    if lists:
        return fetch(tx.conn, statement, columns)
    return [key for row in zip(*columns, strict=True) for key in fetch(tx.conn, statement, list(row))]


def _takes_lists(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> bool:
    return tx.conn.dialect.name == "postgresql" and len(rows) > 1


def _stored(values: list[Any], turn: Callable[[Any], Any] | None) -> list[Any]:
    return values if turn is None else [None if one is None else turn(one) for one in values]  # NULL in every type


@lru_cache(maxsize=256)
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect, *, lists: bool) -> tuple[str, Turns]:
    """Return the text, for a server with a list a column: it plans and hears one statement, not one a row."""
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    if lists:
        values = ", ".join(f"%s::{kind.compile(dialect)}[]" for kind in types)
        statement = f"INSERT INTO {quote(table.name)} ({columns}) SELECT * FROM unnest({values})"  # noqa: S608
    else:
        marks = ", ".join([mark(dialect)] * len(names))
        statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - our own tables
    return statement, tuple(zip(names, (kind.bind_processor(dialect) for kind in types), strict=True))


@cache
def _adding(table: Table, count: str, dialect: Dialect) -> str:
    here, more = (dialect.identifier_preparer.quote(name) for name in (table.name, count))
    return f" ON CONFLICT ({_keys(table, dialect)}) DO UPDATE SET {more} = {here}.{more} + excluded.{more}"


@cache
def _keys(table: Table, dialect: Dialect) -> str:
    return ", ".join(dialect.identifier_preparer.quote(column.name) for column in table.primary_key)
