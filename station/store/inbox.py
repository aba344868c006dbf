"""Statements on messages that came in, each kept once, and on what they said must still be fetched (待拉取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from station.store.schema.intake import fetches, messages
from station.store.upsert import add_if_absent, inserting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx

DONE, STUCK = "done", "stuck"


def add(tx: Tx, channel: str, message_id: str, *, body: bytes, state: str = DONE, why: str = "") -> bool:
    """Keep a message; ``False`` when it came before."""
    values = {"channel": channel, "message_id": message_id, "received_at": tx.now}
    return add_if_absent(tx, messages, {**values, "body": body, "state": state, "why": why})


def stuck(tx: Tx, *, limit: int = 200) -> list[Row[Any]]:
    """Return the messages nobody could read yet, oldest first."""
    found = select(messages).where(messages.c.state == STUCK).order_by(messages.c.received_at).limit(limit)
    return list(tx.execute(found))


def settle(tx: Tx, channel: str, message_id: str) -> None:
    """Say that a stuck message was read after all."""
    same = (messages.c.channel == channel, messages.c.message_id == message_id)
    tx.execute(update(messages).where(*same).values(state=DONE, why=""))


def ask(tx: Tx, channel: str, number: str, *, case_no: str, values: Mapping[str, Any]) -> None:
    """Remember that this must be fetched now; news of it while it waits or is being fetched asks once more."""
    key = {"channel": channel, "number": number, "case_no": case_no}
    now = {"asked_at": tx.now, "due_at": tx.now}
    statement = inserting(tx, fetches).on_conflict_do_update(
        index_elements=list(fetches.primary_key.columns), set_={**now, "times": fetches.c.times + 1}
    )
    tx.execute(statement, {**key, **values, **now})


def due(tx: Tx, *, limit: int) -> list[Row[Any]]:
    """Return what should be fetched now, longest waiting first."""
    found = select(fetches).where(fetches.c.due_at <= tx.now).order_by(fetches.c.due_at, fetches.c.number)
    return list(tx.execute(found.limit(limit)))


def fetched(tx: Tx, row: Row[Any]) -> bool:
    """Forget a fetch that is done; ``False`` when it was asked for again meanwhile and stays."""
    return tx.execute(delete(fetches).where(*_same(row), fetches.c.times == row.times)).rowcount == 1


def postpone(tx: Tx, row: Row[Any], *, due_at: datetime, why: str) -> None:
    """Try again later; what was asked for again meanwhile is tried at once."""
    values = {"due_at": due_at, "tries": row.tries + 1, "why": why}
    tx.execute(update(fetches).where(*_same(row), fetches.c.times == row.times).values(**values))


def waiting(tx: Tx) -> tuple[int, datetime | None]:
    """Return how much must still be fetched, and since when the oldest has been asked for."""
    found = tx.execute(select(func.count().label("n"), func.min(fetches.c.asked_at).label("since"))).one()
    return int(found.n), found.since


def count(tx: Tx) -> int:
    """Return how many messages were kept."""
    return int(tx.execute(select(func.count()).select_from(messages)).scalar_one())


def count_stuck(tx: Tx) -> int:
    """Return how many messages nobody could read."""
    return int(tx.execute(select(func.count()).where(messages.c.state == STUCK)).scalar_one())


def _same(row: Row[Any]) -> tuple[Any, ...]:
    return (
        fetches.c.channel == row.channel,
        fetches.c.number == row.number,
        fetches.c.case_no == row.case_no,
    )
