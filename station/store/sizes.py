"""How much room the store takes, without the free pages of an SQLite file; for the doctor and the benchmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.store.engine import Tx


def bytes_used(tx: Tx) -> int:
    """Return the bytes of tables and indexes."""
    if tx.conn.dialect.name == "postgresql":
        return int(tx.conn.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())
    pages, free, size = (
        int(tx.conn.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size
