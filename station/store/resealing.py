"""Seals everything again: what an older program left in the clear, or all of it with a new key.

Every column of the types ``Sealed…`` and the few binary columns sealed by hand are read (any key at hand opens them)
and written back (the new key seals them), in the caller's transaction: all or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from station.store.schema.base import meta, metadata
from station.store.types import Sealed

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

    from station.store.vault import Vault

UNSEALED = "unsealed"
_BY_HAND = {("orders", "sealed"), ("slips", "draft"), ("print_jobs", "fields")}
_BATCH = 2000


def reseal(conn: Connection, vault: Vault, *, by_hand: bool, only: str = "") -> int:
    """Write every sealed value again and return how many rows that were; ``by_hand`` takes binary columns too.

    Args:
        only: the one table to look at.
    """
    rows = 0
    for table in metadata.sorted_tables:
        if only and table.name != only:
            continue
        own = [column for column in table.columns if isinstance(column.type, Sealed)]
        others = [column for column in table.columns if by_hand and (table.name, column.name) in _BY_HAND]
        if own or others:
            rows += _table(conn, vault, table, own, others)
    return rows


def seal_old(conn: Connection, vault: Vault) -> int:
    """Seal what a migration to sealed columns found in the clear, in one table or (``1``) everywhere; once."""
    noted = conn.execute(select(meta.c.value).where(meta.c.name == UNSEALED)).scalar()
    if noted is None:
        return 0
    rows = reseal(conn, vault, by_hand=False, only="" if noted == "1" else noted)
    conn.execute(delete(meta).where(meta.c.name == UNSEALED))
    return rows


def _table(conn: Connection, vault: Vault, table: Table, own: list[Column[Any]], others: list[Column[Any]]) -> int:
    keys, columns = list(table.primary_key.columns), [*own, *others]
    same = [key == bindparam(f"k_{key.name}", type_=key.type) for key in keys]
    values = {column.name: bindparam(f"v_{column.name}", type_=column.type) for column in columns}
    write = update(table).where(*same).values(**values)
    last: tuple[Any, ...] | None = None
    done = 0
    while True:
        page = select(*keys, *columns).order_by(*keys).limit(_BATCH)
        rows = conn.execute(page.where(_after(keys, last)) if last is not None else page).all()
        if not rows:
            return done
        changes = []
        for row in rows:
            found = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
            change = {f"k_{key.name}": found[key] for key in keys}
            change |= {f"v_{column.name}": found[column] for column in own}
            change |= {f"v_{column.name}": _again(vault, found[column]) for column in others}
            changes.append(change)
        conn.execute(write, changes)
        done += len(rows)
        last = tuple(rows[-1][: len(keys)])


def _after(keys: list[Column[Any]], last: tuple[Any, ...]) -> Any:
    from sqlalchemy import literal, tuple_

    return tuple_(*keys) > tuple_(*(literal(value, key.type) for key, value in zip(keys, last, strict=True)))


def _again(vault: Vault, sealed: bytes | None) -> bytes | None:
    return None if sealed is None else vault.seal_bytes(vault.open_bytes(sealed))
