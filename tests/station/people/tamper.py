"""Somebody with the database in their hands: takes the guards off the audit trail, changes it, puts nothing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Executable, text

if TYPE_CHECKING:
    from station.store.engine import Store

_OFF = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER audit_no_replace"),
    "postgresql": ("ALTER TABLE audit DISABLE TRIGGER USER",),
}


def tamper(store: Store, statement: Executable) -> None:
    """Run a statement the guards would refuse."""
    for off in _OFF[store.engine.dialect.name]:
        store.write(lambda tx, off=off: tx.execute(text(off)))  # type: ignore[misc]
    store.write(lambda tx: tx.execute(statement))
