"""One row written, as fast as the driver takes it: for the tables every scan writes.

The way of ``prepared.py`` for writing: on SQLite the text is made once for a set of columns and handed to the driver;
PostgreSQL takes SQLAlchemy's way. Types turn values into what is stored, as everywhere else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Dialect, Table

    from station.store.engine import Tx

    Turns = tuple[tuple[str, Callable[[Any], Any] | None], ...]


def insert_row(tx: Tx, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row; columns not named take the default of the database."""
    if tx.conn.dialect.name != "sqlite":
        tx.execute(insert(table), dict(values))
        return
    text, turns = _insert(table, tuple(values), tx.conn.dialect)
    _run(tx, table, text, _bound(turns, values), otherwise=lambda: insert(table).values(**values))


def update_row(tx: Tx, table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Change columns of the row with these keys; ``False`` when there is none."""
    if tx.conn.dialect.name != "sqlite":
        return tx.execute(_update(table, where, values)).rowcount > 0
    text, turns = _change(table, tuple(where), tuple(values), tx.conn.dialect)
    bound = _bound(turns[: len(values)], values) + _bound(turns[len(values) :], where)
    return _run(tx, table, text, bound, otherwise=lambda: _update(table, where, values)) > 0


def _update(table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    return update(table).where(*(table.c[name] == value for name, value in where.items())).values(**values)


def _run(tx: Tx, table: Table, text: str, bound: list[Any], *, otherwise: Callable[[], Any]) -> int:
    tx.memory.forget(table.name)
    cursor = tx.conn.connection.cursor()
    try:
        cursor.execute(text, bound)
    except tx.conn.dialect.loaded_dbapi.Error:
        return int(tx.conn.execute(otherwise()).rowcount)  # fails again, and says so as every statement does
    else:
        return int(cursor.rowcount)
    finally:
        cursor.close()


def _bound(turns: Turns, values: Mapping[str, Any]) -> list[Any]:
    return [turn(values[name]) if turn and values[name] is not None else values[name] for name, turn in turns]


@lru_cache(maxsize=128)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, Turns]:
    quote = dialect.identifier_preparer.quote
    columns, marks = ", ".join(quote(name) for name in names), ", ".join("?" * len(names))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})", _turns(table, names, dialect)  # noqa: S608


@lru_cache(maxsize=128)
def _change(table: Table, keys: tuple[str, ...], names: tuple[str, ...], dialect: Dialect) -> tuple[str, Turns]:
    quote = dialect.identifier_preparer.quote
    changes, same = (
        ", ".join(f"{quote(name)} = ?" for name in names),
        " AND ".join(f"{quote(key)} = ?" for key in keys),
    )
    text = f"UPDATE {quote(table.name)} SET {changes} WHERE {same}"  # noqa: S608 - names of our own tables
    return text, _turns(table, (*names, *keys), dialect)


def _turns(table: Table, names: Iterable[str], dialect: Dialect) -> Turns:
    return tuple((name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names)
