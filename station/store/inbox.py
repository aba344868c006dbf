"""Statements on messages that came in, each kept once, and on what they said must still be fetched (待拉取)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, update

from station.store.bulk import add_missing
from station.store.schema.intake import fetches, messages
from station.store.upsert import inserting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx

DONE, STUCK = "done", "stuck"


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is kept.

    Attributes:
        state: ``done`` once it was read, ``stuck`` while nobody can.
    """

    channel: str
    message_id: str
    body: bytes
    state: str = DONE
    why: str = ""


def add(tx: Tx, told: Sequence[Message]) -> list[bool]:
    """Keep messages; ``False`` for each that came before."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in told:
        rows.setdefault((one.channel, one.message_id), {**asdict(one), "received_at": tx.now})
    # in one order everywhere: two services that take the same messages wait for each other, and never both
    kept = set(add_missing(tx, messages, [rows[key] for key in sorted(rows)]))
    new: list[bool] = []
    for one in told:
        new.append((one.channel, one.message_id) in kept)
        kept.discard((one.channel, one.message_id))
    return new


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
