"""What a database says of a failed statement, without the values it failed on: those may be a name or a phone.

PostgreSQL tells the row in the DETAIL of a broken constraint and the text in a wrong number; only the condition, the
constraint and the column are kept. SQLite names columns only. Listens on every engine of PostgreSQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import ExceptionContext
    from sqlalchemy.exc import DBAPIError

_TELLS_VALUES = ("22", "23")  # classes of conditions: data, integrity
_TRIGGER = "pl_exec.c"  # a trigger of ours speaks: its words name no row
_OURS = ("no such ", "syntax error", "has no column", "ambiguous column", "unrecognized token", "misuse of")


def silence(engine: Engine) -> None:
    """Let no error of this engine carry a value."""
    event.listen(engine, "handle_error", _on_error)


def is_ours(error: DBAPIError) -> bool:
    """Tell whether SQLite refused the statement itself: our mistake, not a store that is away."""
    return any(sign in str(error.orig) for sign in _OURS)


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
