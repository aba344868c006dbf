"""Statements on what buyers owe: each once, its payment told later or never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update

from station.store.people import count_receivable
from station.store.schema.people import receivables
from station.store.upsert import add_if_absent

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx


def put(
    tx: Tx, buyer_key: str, receivable_id: str, *, due_at: datetime, paid_at: datetime | None, fen: int | None
) -> str:
    """Keep one; return ``new``, ``updated`` or ``unchanged``. A payment told once is not taken back by silence."""
    values = {"due_at": due_at, "paid_at": paid_at, "amount_fen": fen}
    if add_if_absent(tx, receivables, {"buyer_key": buyer_key, "receivable_id": receivable_id, **values}):
        count_receivable(tx, buyer_key)
        return "new"
    told = {name: value for name, value in values.items() if value is not None}
    changed = or_(*(receivables.c[name].is_distinct_from(value) for name, value in told.items()))
    same = (receivables.c.buyer_key == buyer_key, receivables.c.receivable_id == receivable_id)
    done = tx.execute(update(receivables).where(*same, changed).values(**told)).rowcount
    return "updated" if done else "unchanged"


def overdue_between(tx: Tx, buyer_key: str, *, since: datetime, until: datetime) -> int:
    """Return how many were due in this time and not paid by then (row A45: the calendar month before)."""
    late = or_(
        receivables.c.paid_at > receivables.c.due_at,
        receivables.c.paid_at.is_(None) & (receivables.c.due_at < tx.now),
    )
    due = (receivables.c.due_at >= since, receivables.c.due_at < until)
    mine = receivables.c.buyer_key == buyer_key
    return int(tx.execute(select(func.count()).where(mine, *due, late)).scalar_one())
