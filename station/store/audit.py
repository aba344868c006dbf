"""Statements on the audit chain: its head, one more link, all links in order.

Nothing here changes or deletes a link. On PostgreSQL a lock per station makes writers of one chain queue up (two
windows, or a window and the service, may carry one station's name); on SQLite there is one writer anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy import text as sql

from station.store.one_row import insert_row
from station.store.prepared import prepared
from station.store.schema.people import audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

_LOCK = sql("SELECT pg_advisory_xact_lock(hashtextextended(:chain, 0))")


@prepared
def _head() -> Select[Any]:
    return (
        select(audit.c.seq, audit.c.hash)
        .where(audit.c.station == bindparam("station"))
        .order_by(audit.c.seq.desc())
        .limit(1)
    )


def head(tx: Tx, station: str) -> tuple[int, str]:
    """Return number and hash of the last link, for adding one; ``(0, "")`` for a new chain."""
    if tx.conn.dialect.name == "postgresql":
        tx.execute(_LOCK, {"chain": f"audit {station}"})
    row = tx.execute(_head(), {"station": station}).first()
    return (0, "") if row is None else (row.seq, row.hash)


def add(tx: Tx, values: Mapping[str, Any]) -> None:
    """Insert one link."""
    insert_row(tx, audit, values)


def links(tx: Tx, station: str) -> Iterator[Row[Any]]:
    """Give the links of a station, oldest first."""
    yield from tx.execute(select(audit).where(audit.c.station == station).order_by(audit.c.seq))


def link(tx: Tx, station: str, seq: int) -> Row[Any] | None:
    """Return one link."""
    return tx.execute(select(audit).where(audit.c.station == station, audit.c.seq == seq)).first()


def stations(tx: Tx) -> list[str]:
    """Return the stations that have a chain."""
    return [row.station for row in tx.execute(select(audit.c.station).distinct().order_by(audit.c.station))]


def of_order(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return what was done to an order, oldest first."""
    return list(
        tx.execute(select(audit).where(audit.c.order_id == order_id).order_by(audit.c.at, audit.c.station, audit.c.seq))
    )


def count(tx: Tx, actor: str, action: str, *, since: datetime) -> int:
    """Return how often a person did something since then, at any station."""
    same = (audit.c.actor == actor, audit.c.action == action, audit.c.at > since)
    return int(tx.execute(select(func.count()).select_from(audit).where(*same)).scalar() or 0)


def last(tx: Tx, station: str, action: str) -> datetime | None:
    """Return when something was last done at a station."""
    same = (audit.c.station == station, audit.c.action == action)
    row = tx.execute(select(audit.c.at).where(*same).order_by(audit.c.seq.desc()).limit(1)).first()
    return None if row is None else row.at


def tally(tx: Tx, station: str, *, since: datetime) -> list[Row[Any]]:
    """Return (actor, action, n, first) of what was done at a station since then, who began first."""
    first = func.min(audit.c.at).label("first")
    counted = select(audit.c.actor, audit.c.action, func.count().label("n"), first)
    here = (audit.c.station == station, audit.c.at >= since)
    return list(tx.execute(counted.where(*here).group_by(audit.c.actor, audit.c.action).order_by(first)))
