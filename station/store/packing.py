"""Statements on benches, packing sessions and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from station.clock import local
from station.store.schema.packing import benches, pack_lines, pack_sessions, pack_steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from station.store.engine import Tx

SEND, OLD = "send", "old"
_LATELY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: who stands there and what is open."""

    station: str
    operator_no: str | None
    order_id: str | None
    packed: int
    stopped: int


@dataclass(frozen=True, slots=True)
class PackLine:
    """One row to verify; ``role`` is ``send``, or ``old`` for what an exchange brings back."""

    line_no: int
    sku: str
    name: str
    spec: str
    picture: str
    wanted: int
    scanned: int
    role: str
    is_gift: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One order being packed."""

    order_id: str
    station: str
    operator_no: str
    opened_at: datetime
    closed_at: datetime | None
    print_job: str | None
    stopped: int


@cache
def _bench() -> Select[Any]:
    return select(benches).where(benches.c.station == bindparam("station"))


def bench(tx: Tx, station: str) -> Bench:
    """Return the bench; counters of another day read as zero."""
    row = tx.execute(_bench(), {"station": station}).first()
    if row is None:
        return Bench(station, None, None, 0, 0)
    today = row.day == _today(tx)
    return Bench(station, row.operator_no, row.order_id, row.packed if today else 0, row.stopped if today else 0)


def stands_at(tx: Tx, operator_no: str, *, but: str) -> list[str]:
    """Return the other benches where this person works now: something happened there within the last half hour."""
    theirs = (benches.c.operator_no == operator_no, benches.c.station != but, benches.c.since > tx.now - _LATELY)
    return [row.station for row in tx.execute(select(benches.c.station).where(*theirs).order_by(benches.c.station))]


def set_bench(tx: Tx, station: str, **values: Any) -> None:
    """Change operator_no or order_id of a bench, making its row when new."""
    changed = tx.execute(update(benches).where(benches.c.station == station).values(since=tx.now, **values))
    if changed.rowcount == 0:
        tx.execute(insert(benches), {"station": station, "since": tx.now, "day": _today(tx), **values})


def count(tx: Tx, station: str, *, packed: int = 0, stopped: int = 0) -> None:
    """Add to today's counters of a bench."""
    now = bench(tx, station)
    set_bench(tx, station, day=_today(tx), packed=now.packed + packed, stopped=now.stopped + stopped)


@cache
def _session() -> Select[Any]:
    return select(pack_sessions).where(pack_sessions.c.order_id == bindparam("id"))


def session(tx: Tx, order_id: str) -> Session | None:
    """Return the packing session of an order."""
    row = tx.execute(_session(), {"id": order_id}).first()
    if row is None:
        return None
    return Session(row.order_id, row.station, row.operator_no, row.opened_at, row.closed_at, row.print_job, row.stopped)


def open_session(tx: Tx, order_id: str, *, station: str, operator_no: str, lines: Sequence[PackLine]) -> None:
    """Start (or start again) the session of an order with these rows."""
    if session(tx, order_id) is not None:
        for table in (pack_steps, pack_lines, pack_sessions):
            tx.execute(delete(table).where(table.c.order_id == order_id))
    values = {"order_id": order_id, "station": station, "operator_no": operator_no, "opened_at": tx.now}
    tx.execute(insert(pack_sessions), values)
    rows = [{"order_id": order_id, **_values(line)} for line in lines]
    if rows:
        tx.execute(insert(pack_lines), rows)


def _values(line: PackLine) -> Mapping[str, Any]:
    values = {name: getattr(line, name) for name in PackLine.__slots__}
    return {**values, "is_gift": int(line.is_gift)}


def set_session(tx: Tx, order_id: str, **values: Any) -> None:
    """Change columns of a session."""
    tx.execute(update(pack_sessions).where(pack_sessions.c.order_id == order_id).values(**values))


@cache
def _lines() -> Select[Any]:
    return select(pack_lines).where(pack_lines.c.order_id == bindparam("id")).order_by(pack_lines.c.line_no)


def lines(tx: Tx, order_id: str) -> list[PackLine]:
    """Return the rows of a session."""
    return [
        PackLine(
            row.line_no,
            row.sku,
            row.name,
            row.spec,
            row.picture,
            row.wanted,
            row.scanned,
            row.role,
            bool(row.is_gift),
        )
        for row in tx.execute(_lines(), {"id": order_id})
    ]


def add_scanned(tx: Tx, order_id: str, line_no: int, *, qty: int, operator_no: str) -> None:
    """Count units onto a row and remember the step for undo."""
    _count_line(tx, order_id, line_no, qty)
    last = tx.execute(select(func.max(pack_steps.c.step_no)).where(pack_steps.c.order_id == order_id)).scalar() or 0
    values = {"order_id": order_id, "step_no": last + 1, "line_no": line_no, "qty": qty}
    tx.execute(insert(pack_steps), {**values, "operator_no": operator_no, "at": tx.now})


def undo_last(tx: Tx, order_id: str) -> int | None:
    """Take the last counted step back and return its row; ``None`` when there is none."""
    row = tx.execute(
        select(pack_steps)
        .where(pack_steps.c.order_id == order_id, pack_steps.c.undone == 0)
        .order_by(pack_steps.c.step_no.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    same = (pack_steps.c.order_id == order_id, pack_steps.c.step_no == row.step_no)
    tx.execute(update(pack_steps).where(*same).values(undone=1))
    _count_line(tx, order_id, row.line_no, -row.qty)
    return int(row.line_no)


def _count_line(tx: Tx, order_id: str, line_no: int, qty: int) -> None:
    same = (pack_lines.c.order_id == order_id, pack_lines.c.line_no == line_no)
    tx.execute(update(pack_lines).where(*same).values(scanned=pack_lines.c.scanned + qty))


def _today(tx: Tx) -> str:
    return local(tx.now).date().isoformat()
