"""The questions every scan asks, prepared once: SQL text and types are worked out at the first asking, not each time.

SQLAlchemy's own work costs several times what the answer of a database in this process costs (measured: 240 µs
against 45 µs a question). On SQLite the same question asked again is answered from memory until this program writes a
table it reads, or another program writes anything. Mark a statement without arguments with ``@prepared`` instead of
``@cache``; run it with ``tx.execute`` as every other.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Delete, Insert, Row, Select, Table, Update
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.sql import visitors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Dialect, Executable, SelectBase

    _Asked = tuple[Any, ...]

_TABLES: dict[Any, frozenset[str]] = {}
_Question = TypeVar("_Question", bound="SelectBase")
_MOST = 5_000  # answers remembered


class Answer(list[Any]):
    """Rows, read as a result is read."""

    def first(self) -> Any:
        """Return the first row, ``None`` without one."""
        return self[0] if self else None

    def scalar(self) -> Any:
        """Return the first value of the first row."""
        return self[0][0] if self else None

    def mappings(self) -> list[Any]:
        """Return the rows as mappings of their columns."""
        return [row._mapping for row in self]  # noqa: SLF001 - public by its documentation


class Memory:
    """What was answered already and is still true.

    A transaction has its own, or on SQLite, whose writer knows of every change, one goes from each to the next.
    """

    def __init__(self) -> None:
        self._answers: dict[_Asked, Answer] = {}
        self._of: defaultdict[str, set[_Asked]] = defaultdict(set)
        self._seen: tuple[Any, int] | None = None

    def enter(self, conn: Connection) -> None:
        """Begin a transaction of an SQLite connection: what others wrote since the last is forgotten."""
        cursor = conn.connection.cursor()
        seen = (conn.connection.dbapi_connection, cursor.execute("PRAGMA data_version").fetchone()[0])
        cursor.close()
        if seen != self._seen or len(self._answers) > _MOST:
            self.clear()
        self._seen = seen

    def ask(self, conn: Connection, statement: Executable, values: Mapping[str, Any] | None) -> Answer | None:
        """Answer a prepared question, ``None`` for every other statement; what that writes is forgotten."""
        if statement not in _TABLES:
            self._forget(statement)
            return None
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in (values or {}).items()}
        key = (statement, *given.values())
        answer = self._answers.get(key)
        if answer is None:
            sizes = tuple((name, len(value)) for name, value in given.items() if isinstance(value, tuple))
            answer = _question(statement, conn.dialect, sizes)(conn, given)
            if conn.dialect.name == "sqlite":  # elsewhere others write while this transaction waits for a lock
                self._answers[key] = answer
                for table in _TABLES[statement]:
                    self._of[table].add(key)
        return answer

    def forget(self, table: str) -> None:
        """Rows of this table were written."""
        for key in self._of.pop(table, ()):
            del self._answers[key]
            for other in _TABLES[key[0]]:
                self._of[other].discard(key)

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
        self._of.clear()
        self._seen = None

    def _forget(self, statement: Executable) -> None:
        if not self._answers or isinstance(statement, Select):
            return
        table = statement.table if isinstance(statement, Insert | Update | Delete) else None
        if isinstance(table, Table):
            self.forget(table.name)
        else:
            self._answers.clear()
            self._of.clear()


def prepared(make: Callable[[], _Question]) -> Callable[[], _Question]:
    """Make the statement once and remember which tables it reads."""

    def made() -> _Question:
        statement = make()
        _TABLES[statement] = frozenset(one.name for one in visitors.iterate(statement) if isinstance(one, Table))
        return statement

    return cache(made)


@lru_cache(maxsize=512)
def _question(
    statement: SelectBase, dialect: Dialect, sizes: tuple[tuple[str, int], ...]
) -> Callable[[Connection, Mapping[str, Any]], Answer]:
    """Work out text, order of values and types of a statement whose lists have these sizes."""
    compiled: Any = statement.compile(dialect=positional(dialect))
    whole = compiled.construct_expanded_state({**compiled.params, **{name: [None] * size for name, size in sizes}})
    turns = [(name, compiled._bind_processors.get(name)) for name in compiled.positiontup]  # noqa: SLF001
    many, fixed = {name for name, _size in sizes}, compiled.params
    columns = compiled._result_columns  # noqa: SLF001
    shape = SimpleResultMetaData([column.keyname for column in columns])
    places: Any = shape._key_to_index  # noqa: SLF001
    reads: Any = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    reads = reads if any(reads) else None

    def ask(conn: Connection, given: Mapping[str, Any]) -> Answer:
        bound: list[Any] = []
        for name, turn in turns:
            value = given[name] if name in given else fixed[name]
            if name in many:
                bound += [turn(one) for one in value] if turn else value
            else:
                bound.append(turn(value) if turn else value)
        return Answer(Row(shape, reads, places, raw) for raw in fetch(conn, whole.statement, bound))

    return ask


@cache
def positional(dialect: Dialect) -> Dialect:
    """Return a dialect of the same words whose values stand in a row."""
    if dialect.positional:
        return dialect
    return type(dialect)(paramstyle="format", json_serializer=getattr(dialect, "_json_serializer", None))  # type: ignore[call-arg]


def mark(dialect: Dialect) -> str:
    """Return what stands for a value in the text handed to ``fetch`` and ``change``."""
    return "?" if dialect.paramstyle == "qmark" else "%s"


def fetch(conn: Connection, text: str, bound: list[Any]) -> list[tuple[Any, ...]]:
    """Run a question with values as the driver takes them and return its rows as the driver gives them.

    Raises:
        sqlalchemy.exc.DBAPIError: as for every statement.
    """
    if conn.dialect.name != "sqlite":
        return _driven(conn, text, bound).cursor.fetchall()  # type: ignore[no-any-return]
    cursor = _cursor(conn, text, bound)
    try:
        return cursor.fetchall()  # type: ignore[no-any-return]
    finally:
        cursor.close()


def change(conn: Connection, text: str, bound: list[Any]) -> int:
    """Run a change with values as the driver takes them and return how many rows it met.

    Raises:
        sqlalchemy.exc.DBAPIError: as for every statement.
    """
    if conn.dialect.name != "sqlite":
        return int(_driven(conn, text, bound).rowcount)
    cursor = _cursor(conn, text, bound)
    try:
        return int(cursor.rowcount)
    finally:
        cursor.close()


def _driven(conn: Connection, text: str, bound: list[Any]) -> Any:
    return conn.exec_driver_sql(text, tuple(bound))


def _cursor(conn: Connection, text: str, bound: list[Any]) -> Any:
    cursor = conn.connection.cursor()
    try:
        cursor.execute(text, bound)
    except conn.dialect.loaded_dbapi.Error:
        cursor.close()
        _driven(conn, text, bound)  # fails again, and says so as every statement does
        raise
    return cursor
