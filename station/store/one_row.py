"""One row written, as fast as the driver takes it: for the tables every scan writes.

The way of ``prepared.py`` for writing: the text is made once for a set of columns and handed to the driver. Types turn
values into what is stored, as everywhere else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from station.store.prepared import change, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Dialect, Table

    from station.store.engine import Tx

    Turns = tuple[Callable[[Any], Any] | None, ...]


def insert_row(tx: Tx, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row; columns not named take the default of the database."""
    text, turns = _insert(table, tuple(values), tx.conn.dialect)
    _run(tx, table, text, _bound(turns, values.values()))


def update_row(
    tx: Tx,
    table: Table,
    where: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    more: Mapping[str, int] | None = None,
) -> bool:
    """Change columns of the row with these keys; ``False`` when there is none. ``more`` is added to its columns."""
    more = more or {}
    text, turns = _change(table, tuple(where), tuple(values), tuple(more), tx.conn.dialect)
    return _run(tx, table, text, _bound(turns, [*values.values(), *more.values(), *where.values()])) > 0


def _run(tx: Tx, table: Table, text: str, bound: list[Any]) -> int:
    tx.memory.forget(table.name)
    return change(tx.conn, text, bound)


def _bound(turns: Turns, values: Iterable[Any]) -> list[Any]:
    return [turn(value) if turn and value is not None else value for turn, value in zip(turns, values, strict=True)]


@lru_cache(maxsize=128)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, Turns]:
    quote = dialect.identifier_preparer.quote
    columns, marks = ", ".join(quote(name) for name in names), ", ".join([mark(dialect)] * len(names))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})", _turns(table, names, dialect)  # noqa: S608


@lru_cache(maxsize=128)
def _change(
    table: Table, keys: tuple[str, ...], names: tuple[str, ...], more: tuple[str, ...], dialect: Dialect
) -> tuple[str, Turns]:
    quote, here = dialect.identifier_preparer.quote, mark(dialect)
    changes = ", ".join(
        [f"{quote(name)} = {here}" for name in names] + [f"{quote(name)} = {quote(name)} + {here}" for name in more]
    )
    same = " AND ".join(f"{quote(key)} = {here}" for key in keys)
    text = f"UPDATE {quote(table.name)} SET {changes} WHERE {same}"  # noqa: S608 - names of our own tables
    return text, _turns(table, (*names, *more, *keys), dialect)


def _turns(table: Table, names: Iterable[str], dialect: Dialect) -> Turns:
    return tuple(table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
