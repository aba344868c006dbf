"""Insert that tolerates another process having inserted the same key a moment ago.

"Update, and insert when nothing was there" is enough with one writer (SQLite); on PostgreSQL two benches can both
find nothing. ``add_if_absent`` waits for the other and then leaves the row alone, so the caller can update it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from station.store.engine import Tx


def inserting(tx: Tx, table: Table) -> Any:
    """Return the engine's own INSERT, which knows ON CONFLICT."""
    return inserting_on(tx.conn.dialect.name, table)


def inserting_on(dialect: str, table: Table) -> Any:
    """Return the INSERT of an engine by its name, for statements that are kept."""
    insert: Any
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    return insert(table)


def add_if_absent(tx: Tx, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert the row unless its key is taken; tell whether it was inserted."""
    first, *_rest = table.primary_key.columns
    statement = inserting(tx, table).on_conflict_do_nothing().returning(first)
    # rowcount is not kept for INSERT on PostgreSQL; a returned row tells on both engines
    return tx.execute(statement, dict(values)).first() is not None
