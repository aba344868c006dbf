"""What a shop chose, by name: printers of a bench, return address, sender. Small facts, read seldom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from station.store.prepared import prepared
from station.store.schema.base import meta

if TYPE_CHECKING:
    from sqlalchemy import Select

    from station.store.engine import Tx


def get(tx: Tx, name: str, default: str = "") -> str:
    """Return a choice."""
    value = tx.execute(_value(), {"name": f"choice:{name}"}).scalar()
    return default if value is None else str(value)


@prepared
def _value() -> Select[Any]:
    return select(meta.c.value).where(meta.c.name == bindparam("name"))


def put(tx: Tx, name: str, value: str) -> None:
    """Write a choice."""
    key = f"choice:{name}"
    if tx.execute(update(meta).where(meta.c.name == key).values(value=value)).rowcount == 0:
        tx.execute(insert(meta), {"name": key, "value": value})


def starting(tx: Tx, prefix: str) -> list[tuple[str, str]]:
    """Return (name, value) of every choice whose name begins so, by name."""
    key = f"choice:{prefix}"
    rows = tx.execute(select(meta).where(meta.c.name.startswith(key, autoescape=True)).order_by(meta.c.name))
    return [(row.name.removeprefix("choice:"), row.value) for row in rows]
