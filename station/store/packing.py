"""Statements on benches, packing sessions and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from station.clock import local
from station.store.one_row import insert_row, update_row
from station.store.prepared import prepared
from station.store.schema.packing import benches, leaving_proofs, pack_lines, pack_sessions, pack_steps, parcel_photos

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

SEND, OLD = "send", "old"
ASKED = "?"  # instead of a serial or batch number that is still to be scanned
_LATELY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench: who stands there and what is open."""

    station: str
    operator_no: str | None
    order_id: str | None
    packed: int
    stopped: int
    times: int = 1  # what the next item scan counts


@dataclass(frozen=True, slots=True)
class PackLine:
    """One row to verify; ``role`` is ``send``, or ``old`` for what an exchange brings back.

    Attributes:
        unnamed: counted units whose serial or batch number is still to be scanned.
    """

    line_no: int
    sku: str
    name: str
    spec: str
    picture: str
    wanted: int
    scanned: int
    role: str
    is_gift: bool
    unnamed: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing of this row is missing."""
        return self.role == OLD or (self.scanned >= self.wanted and not self.unnamed)


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
    opened_for: str = ""  # digests of who gets it, as the packer was told
    boxes: int = 1
    weight_g: int | None = None
    tote: str = ""  # slot of the sorting wall it waits in


@prepared
def _bench() -> Select[Any]:
    return select(benches).where(benches.c.station == bindparam("station"))


def bench(tx: Tx, station: str) -> Bench:
    """Return the bench; counters of another day read as zero."""
    row = tx.execute(_bench(), {"station": station}).first()
    if row is None:
        return Bench(station, None, None, 0, 0)
    today = row.day == _today(tx)
    packed, stopped = (row.packed, row.stopped) if today else (0, 0)
    return Bench(station, row.operator_no, row.order_id, packed, stopped, row.times)


def stands_at(tx: Tx, operator_no: str, *, but: str) -> list[str]:
    """Return the other benches where this person works now: something happened there within the last half hour."""
    theirs = (benches.c.operator_no == operator_no, benches.c.station != but, benches.c.since > tx.now - _LATELY)
    return [row.station for row in tx.execute(select(benches.c.station).where(*theirs).order_by(benches.c.station))]


def set_bench(tx: Tx, station: str, **values: Any) -> None:
    """Change operator_no or order_id of a bench, making its row when new."""
    if not update_row(tx, benches, {"station": station}, {"since": tx.now, **values}):
        insert_row(tx, benches, {"station": station, "since": tx.now, "day": _today(tx), **values})


def count(tx: Tx, station: str, *, packed: int = 0, stopped: int = 0) -> None:
    """Add to today's counters of a bench."""
    now = bench(tx, station)
    set_bench(tx, station, day=_today(tx), packed=now.packed + packed, stopped=now.stopped + stopped)


@prepared
def _session() -> Select[Any]:
    return select(pack_sessions).where(pack_sessions.c.order_id == bindparam("id"))


def session(tx: Tx, order_id: str) -> Session | None:
    """Return the packing session of an order."""
    row = tx.execute(_session(), {"id": order_id}).first()
    if row is None:
        return None
    return Session(*(getattr(row, name) for name in Session.__slots__))


def in_slots(tx: Tx, station: str) -> list[Session]:
    """Return the sessions that wait in the slots of this bench's sorting wall, in the order of the slots."""
    here = (pack_sessions.c.station == station, pack_sessions.c.tote != "", pack_sessions.c.closed_at.is_(None))
    rows = tx.execute(select(pack_sessions).where(*here))
    found = [Session(*(getattr(row, name) for name in Session.__slots__)) for row in rows]
    return sorted(found, key=lambda one: int(one.tote))


def open_session(
    tx: Tx, order_id: str, *, station: str, operator_no: str, lines: Sequence[PackLine], opened_for: str
) -> None:
    """Start (or start again) the session of an order with these rows."""
    if session(tx, order_id) is not None:
        for table in (pack_steps, pack_lines, pack_sessions):
            tx.execute(delete(table).where(table.c.order_id == order_id))
    values = {"order_id": order_id, "station": station, "operator_no": operator_no, "opened_at": tx.now}
    insert_row(tx, pack_sessions, {**values, "opened_for": opened_for})
    for line in lines:
        insert_row(tx, pack_lines, {"order_id": order_id, **_values(line)})


def _values(line: PackLine) -> Mapping[str, Any]:
    values = {name: getattr(line, name) for name in PackLine.__slots__ if name != "unnamed"}
    return {**values, "is_gift": int(line.is_gift)}


def set_session(tx: Tx, order_id: str, **values: Any) -> None:
    """Change columns of a session."""
    update_row(tx, pack_sessions, {"order_id": order_id}, values)


@prepared
def _lines() -> Select[Any]:
    unnamed = select(func.count()).where(
        pack_steps.c.order_id == pack_lines.c.order_id,
        pack_steps.c.line_no == pack_lines.c.line_no,
        pack_steps.c.captured == ASKED,
        pack_steps.c.undone == 0,
    )
    return (
        select(pack_lines, unnamed.scalar_subquery().label("unnamed"))
        .where(pack_lines.c.order_id == bindparam("id"))
        .order_by(pack_lines.c.line_no)
    )


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
            row.unnamed,
        )
        for row in tx.execute(_lines(), {"id": order_id})
    ]


@prepared
def _last_step() -> Select[Any]:
    return select(func.max(pack_steps.c.step_no)).where(pack_steps.c.order_id == bindparam("id"))


def add_scanned(
    tx: Tx, order_id: str, line_no: int, *, qty: int, operator_no: str, box: int = 1, captured: str = ""
) -> None:
    """Count units onto a row and remember the step for undo; ``captured`` is a number, or ``ASKED`` for one to come."""
    _count_line(tx, order_id, line_no, qty)
    last = tx.execute(_last_step(), {"id": order_id}).scalar() or 0
    values: dict[str, Any] = {"order_id": order_id, "step_no": last + 1, "line_no": line_no, "qty": qty}
    values |= {"operator_no": operator_no, "at": tx.now, "box": box, "captured": captured}
    insert_row(tx, pack_steps, values)


def name_unit(tx: Tx, order_id: str, number: str) -> bool:
    """Write the serial or batch number onto the oldest unit that waits for one; ``False`` when none does."""
    mine = (pack_steps.c.order_id == order_id, pack_steps.c.captured == ASKED, pack_steps.c.undone == 0)
    step = tx.execute(select(func.min(pack_steps.c.step_no)).where(*mine)).scalar()
    if step is None:
        return False
    same = (pack_steps.c.order_id == order_id, pack_steps.c.step_no == step)
    tx.execute(update(pack_steps).where(*same).values(captured=number))
    return True


def steps(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return what was counted and not taken back, in order."""
    mine = (pack_steps.c.order_id == order_id, pack_steps.c.undone == 0)
    return list(tx.execute(select(pack_steps).where(*mine).order_by(pack_steps.c.step_no)))


def add_proof(tx: Tx, order_id: str, kind: str, *, reference: str, actor: str) -> bool:
    """Keep proof that a parcel left; ``False`` when there is one of this kind."""
    same = (leaving_proofs.c.order_id == order_id, leaving_proofs.c.kind == kind)
    if tx.execute(select(leaving_proofs.c.kind).where(*same)).first() is not None:
        return False
    values = {"order_id": order_id, "kind": kind, "reference": reference, "actor": actor, "at": tx.now}
    insert_row(tx, leaving_proofs, values)
    return True


def proofs(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return what proves that a parcel left, oldest first."""
    mine = leaving_proofs.c.order_id == order_id
    return list(tx.execute(select(leaving_proofs).where(mine).order_by(leaving_proofs.c.at)))


def add_photo(tx: Tx, order_id: str, station: str, picture: bytes) -> None:
    """Keep a picture of the parcel, sealed."""
    mine = parcel_photos.c.order_id == order_id
    last = tx.execute(select(func.max(parcel_photos.c.photo_no)).where(mine)).scalar() or 0
    values = {"order_id": order_id, "photo_no": last + 1, "station": station, "at": tx.now, "picture": picture}
    tx.execute(insert(parcel_photos), values)


def photos(tx: Tx, order_id: str) -> list[bytes]:
    """Return the pictures of the parcel, oldest first."""
    mine = parcel_photos.c.order_id == order_id
    return list(tx.execute(select(parcel_photos.c.picture).where(mine).order_by(parcel_photos.c.photo_no)).scalars())


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
    update_row(tx, pack_lines, {"order_id": order_id, "line_no": line_no}, {}, more={"scanned": qty})


def _today(tx: Tx) -> str:
    return local(tx.now).date().isoformat()
