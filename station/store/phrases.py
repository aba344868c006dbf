"""Statements on what supervisors changed in the keyword tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from station.store.schema.returns import phrases
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station.store.engine import Tx

SUGGESTED, ACTIVE, REFUSED, RETIRED = "suggested", "active", "refused", "retired"


def version(tx: Tx) -> int:
    """Return the version of the tables in force: each accepted or retired change counts one up."""
    began, ended = (func.coalesce(func.max(column), 0) for column in (phrases.c.from_version, phrases.c.to_version))
    row = tx.execute(select(began.label("began"), ended.label("ended"))).one()
    return int(max(row.began, row.ended))


def listing(tx: Tx, *, state: str | None = None) -> list[Row[Any]]:
    """Return the changes, newest first."""
    query = select(phrases) if state is None else select(phrases).where(phrases.c.state == state)
    return list(tx.execute(query.order_by(phrases.c.suggested_at.desc(), phrases.c.phrase_id)))


def at_version(tx: Tx, number: int) -> list[Row[Any]]:
    """Return the changes that held at a version, in the order they came into force."""
    began = (phrases.c.from_version.is_not(None), phrases.c.from_version <= number)
    lasts = phrases.c.to_version.is_(None) | (phrases.c.to_version > number)
    return list(tx.execute(select(phrases).where(*began, lasts).order_by(phrases.c.from_version)))


def get(tx: Tx, phrase_id: str, *, for_update: bool = False) -> Row[Any] | None:
    """Return one change; ``for_update`` locks its row until the transaction ends."""
    query = select(phrases).where(phrases.c.phrase_id == phrase_id)
    return tx.execute(query.with_for_update() if for_update else query).first()


def add(tx: Tx, phrase_id: str, **values: Any) -> bool:
    """Suggest a change; ``False`` when it was suggested before."""
    return add_if_absent(tx, phrases, {"phrase_id": phrase_id, "suggested_at": tx.now, **values})


def put(tx: Tx, phrase_id: str, **values: Any) -> None:
    """Change columns of a change."""
    tx.execute(update(phrases).where(phrases.c.phrase_id == phrase_id).values(**values))
