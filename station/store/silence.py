"""What a database says of a failed statement: what kind of trouble it is, without the values it failed on.

Only what is listed here is a store that is away, full, read-only or damaged; anything else is a mistake of ours and is
told as one (https://sqlite.org/rescode.html, PostgreSQL appendix A). Values may be a name or a phone. PostgreSQL tells
the row in the DETAIL of a broken constraint and the text in a wrong number: only the condition, the constraint and the
column are kept. SQLite names columns only. Called by ``station/store/engine.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import InterfaceError, OperationalError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import ExceptionContext
    from sqlalchemy.exc import DBAPIError

_TELLS_VALUES = ("22", "23")  # classes of conditions: data, integrity
_TRIGGER = "pl_exec.c"  # a trigger of ours speaks: its words name no row


class Trouble(StrEnum):
    """What is the matter with the store."""

    AWAY = "away"  # does not answer, or not in time
    READ_ONLY = "read_only"
    DISK = "disk"
    FULL = "full"
    DAMAGED = "damaged"
    OURS = "ours"  # the statement itself


_SQLITE = {
    **dict.fromkeys((5, 6, 7, 9, 15), Trouble.AWAY),  # BUSY LOCKED NOMEM INTERRUPT PROTOCOL
    **dict.fromkeys((3, 8, 14, 23), Trouble.READ_ONLY),  # PERM READONLY CANTOPEN AUTH
    10: Trouble.DISK,  # IOERR
    13: Trouble.FULL,  # FULL
    **dict.fromkeys((11, 26), Trouble.DAMAGED),  # CORRUPT NOTADB
}
_POSTGRES = {
    **dict.fromkeys(("08", "28", "3D", "40", "53", "55", "57"), Trouble.AWAY),
    "25006": Trouble.READ_ONLY,
    "58": Trouble.DISK,
    "53100": Trouble.FULL,
    **dict.fromkeys(("XX001", "XX002"), Trouble.DAMAGED),
}


def trouble(error: DBAPIError) -> Trouble:
    """Tell what a refused statement says of the store."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, Trouble.OURS)
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2], Trouble.OURS)
    network = isinstance(error.orig, OSError) or type(error.orig).__module__.startswith("psycopg")
    lost = error.connection_invalidated or network
    return Trouble.AWAY if lost and isinstance(error, (OperationalError, InterfaceError)) else Trouble.OURS


def silence(engine: Engine) -> None:
    """Let no error of this engine carry a value."""
    event.listen(engine, "handle_error", _on_error)


def _on_error(context: ExceptionContext) -> None:
    orig: Any = context.original_exception
    state = getattr(orig, "sqlstate", None) or ""
    if state[:2] not in _TELLS_VALUES or context.sqlalchemy_exception is None:
        return
    where = [orig.diag.table_name, orig.diag.column_name, orig.diag.constraint_name]
    if orig.diag.source_file == _TRIGGER:
        where = [orig.diag.message_primary]
    said = " ".join((type(orig).__name__, state, *(part for part in where if part)))
    orig.args = (said,)
    context.sqlalchemy_exception.args = (said,)
