"""Layouts supervisors made: one row a version, kept for good; at most one version of a kind is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from station.store.prepared import prepared
from station.store.schema.prints import label_designs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row, Select

    from station.store.engine import Tx


def active(tx: Tx, kind: str) -> dict[str, Any] | None:
    """Return the layout in use for a kind; ``None`` for the built-in one."""
    body = tx.execute(_active(), {"kind": kind}).scalar()
    return None if body is None else dict(body)


@prepared
def _active() -> Select[Any]:
    return select(label_designs.c.body).where(label_designs.c.kind == bindparam("kind"), label_designs.c.active == 1)


def versions(tx: Tx) -> list[Row[Any]]:
    """Return every version of every kind, newest first."""
    return list(tx.execute(select(label_designs).order_by(label_designs.c.kind, label_designs.c.version.desc())))


def add(tx: Tx, kind: str, body: Mapping[str, Any], *, by: str) -> int:
    """Keep a new version, put it in use and return its number."""
    version = max((row.version for row in versions(tx) if row.kind == kind), default=0) + 1
    use(tx, kind, 0)
    values = {"kind": kind, "version": version, "body": dict(body), "made_by": by, "made_at": tx.now, "active": 1}
    tx.execute(insert(label_designs), values)
    return version


def use(tx: Tx, kind: str, version: int) -> bool:
    """Put a version in use; 0 goes back to the built-in layout. ``False`` when there is no such version."""
    same = (label_designs.c.kind == kind, label_designs.c.version == version)
    if version and tx.execute(select(label_designs.c.version).where(*same)).first() is None:
        return False
    tx.execute(update(label_designs).where(label_designs.c.kind == kind).values(active=0))
    tx.execute(update(label_designs).where(*same).values(active=1))
    return True
