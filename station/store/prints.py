"""The print outbox: rows asked for by packing, moved through their states by the spooler.

Implements ``printing.outbox.Outbox`` by shape. Each move names the state it comes from, so two programs cannot
drain one row. ``PLANNED`` rows (an exchange waybill waiting for its item) are released into QUEUED by packing.
``VOID`` copies say what no longer holds: they close nothing and are not printed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select, update

from station.store.one_row import insert_row, update_row
from station.store.prepared import prepared
from station.store.printer_leases import TakenError
from station.store.schema.prints import print_jobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Store, Tx
    from station.store.printer_leases import Lease

QUEUED, CLAIMED, SENDING, SENT = "QUEUED", "CLAIMED", "SENDING", "SENT"
CONFIRMED, FAILED, UNKNOWN = "CONFIRMED", "FAILED_BEFORE_SEND", "UNKNOWN"
PLANNED, CANCELLED, VOID = "PLANNED", "CANCELLED", "VOID"
OPEN = (QUEUED, CLAIMED, SENDING, SENT, FAILED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One physical copy as the spooler sees it."""

    job_id: str
    kind: str
    order_id: str
    copy_no: int
    attempt: int
    fields: Mapping[str, Any]


def add_job(tx: Tx, job: PrintJob, *, station: str, printer: str, state: str, code: str, by: str, reason: str) -> bool:
    """Ask for one copy; ``False`` when this copy was asked for before."""
    same = {"id": job.order_id, "kind": job.kind, "copy_no": job.copy_no}
    if tx.execute(_copy(), same).first() is not None:
        return False
    values = {
        "order_id": job.order_id,
        "job_id": job.job_id,
        "kind": job.kind,
        "copy_no": job.copy_no,
        "station": station,
        "printer": printer,
        "state": state,
        "fields": tx.vault.seal(dict(job.fields)),
        "reason": reason,
        "requested_by": by,
        "code": code,
        "created_at": tx.now,
        "changed_at": tx.now,
    }
    insert_row(tx, print_jobs, values)
    return True


@prepared
def _copy() -> Select[Any]:
    return select(print_jobs.c.job_id).where(
        print_jobs.c.order_id == bindparam("id"),
        print_jobs.c.kind == bindparam("kind"),
        print_jobs.c.copy_no == bindparam("copy_no"),
    )


def of_order(tx: Tx, order_id: str, kind: str | None = None) -> list[Row[Any]]:
    """Return the copies asked for of an order, first to last; one that waits for its item is none yet."""
    return [row for row in tx.execute(_of_order(), {"id": order_id}) if kind in (None, row.kind)]


@prepared
def _of_order() -> Select[Any]:
    mine = (print_jobs.c.order_id == bindparam("id"), print_jobs.c.state != PLANNED)
    return select(print_jobs).where(*mine).order_by(print_jobs.c.kind, print_jobs.c.copy_no)


def under_way(tx: Tx, order_id: str) -> bool:
    """Tell whether a copy that still counts was asked for."""
    return any(job.state not in (CANCELLED, VOID) for job in of_order(tx, order_id))


def planned(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return the copy that waits for its item to be verified."""
    return tx.execute(_planned(), {"id": order_id}).first()


@prepared
def _planned() -> Select[Any]:
    return select(print_jobs).where(print_jobs.c.order_id == bindparam("id"), print_jobs.c.state == PLANNED)


def fields_of(tx: Tx, row: Row[Any]) -> dict[str, Any]:
    """Open the label fields of a row."""
    return dict(tx.vault.open(row.fields))


def listing(tx: Tx, *, states: Iterable[str] | None = None, limit: int = 500) -> list[Row[Any]]:
    """Return jobs for the queue window, newest first."""
    statement = select(print_jobs).order_by(print_jobs.c.created_at.desc()).limit(limit)
    if states is not None:
        statement = statement.where(print_jobs.c.state.in_(list(states)))
    return list(tx.execute(statement))


def by_job(tx: Tx, job_id: str) -> Row[Any] | None:
    """Return one job by its id."""
    return tx.execute(select(print_jobs).where(print_jobs.c.job_id == job_id)).first()


def move(tx: Tx, job_id: str, sources: Iterable[str], target: str, *, of: str | None = None, **values: Any) -> bool:
    """Move a job of a program from one of the source states to the target; ``False`` when it is in none of them."""
    same = {"job_id": job_id} | ({} if of is None else {"owner": of})
    new = {"state": target, "changed_at": tx.now, **values}
    return any(update_row(tx, print_jobs, {**same, "state": source}, new) for source in sources)


def call_off(tx: Tx, order_id: str, why: str) -> None:
    """Cancel what was asked for and has not left this machine."""
    tx.execute(
        update(print_jobs)
        .where(print_jobs.c.order_id == order_id, print_jobs.c.state.in_([PLANNED, QUEUED, FAILED]))
        .values(state=CANCELLED, why=why, changed_at=tx.now)
    )


def void(tx: Tx, order_id: str, why: str) -> bool:
    """Make every copy of an order worthless, printed or not; tell whether one may be on paper."""
    copies = [job for job in of_order(tx, order_id) if job.state != VOID]
    same = (print_jobs.c.order_id == order_id, print_jobs.c.state != VOID)
    tx.execute(update(print_jobs).where(*same).values(state=VOID, why=why, changed_at=tx.now))
    return any(job.state not in (PLANNED, QUEUED, FAILED, CANCELLED) for job in copies)


def abandoned(tx: Tx, printers: str, before: datetime) -> None:
    """What was handed to such printers (a prefix) before then, by a program that is gone, becomes UNKNOWN."""
    theirs = (print_jobs.c.printer.startswith(printers, autoescape=True), print_jobs.c.state == SENDING)
    tx.execute(
        update(print_jobs)
        .where(*theirs, print_jobs.c.changed_at < before)
        .values(state=UNKNOWN, why="restart", changed_at=tx.now)
    )


def ask_again(tx: Tx, job_id: str, fields: Mapping[str, Any], **values: Any) -> bool:
    """Queue a copy that was planned or called off before it left, saying what holds now; ``False`` for any other."""
    return move(tx, job_id, (CANCELLED, PLANNED), QUEUED, fields=tx.vault.seal(dict(fields)), **values)


def counts(tx: Tx) -> dict[str, int]:
    """Return how many jobs are in each open state."""
    rows = tx.execute(
        select(print_jobs.c.state, func.count().label("n"))
        .where(print_jobs.c.state.in_(OPEN))
        .group_by(print_jobs.c.state)
    )
    return {row.state: int(row.n) for row in rows}


def homeless(tx: Tx, station: str, printers: Iterable[str]) -> int:
    """Return how many labels of a bench wait for a printer it does not have."""
    ours = (print_jobs.c.printer.not_in([*map(str, printers)]), print_jobs.c.printer.not_like("component:%"))
    own = (print_jobs.c.station == station, *ours)
    waiting = print_jobs.c.state.in_([QUEUED, FAILED])
    return int(tx.execute(select(func.count()).select_from(print_jobs).where(*own, waiting)).scalar() or 0)


def _job(tx: Tx, row: Row[Any]) -> PrintJob:
    return PrintJob(row.job_id, row.kind, row.order_id, row.copy_no, row.attempt + 1, fields_of(tx, row))


@prepared
def _queued() -> Select[Any]:
    return _first(print_jobs.c.state == QUEUED)


@prepared
def _due() -> Select[Any]:
    return _first(print_jobs.c.state == FAILED, print_jobs.c.not_before <= bindparam("now"))


def _first(*waits: Any) -> Select[Any]:
    """Ask by one state: the index has its rows in this order, two states at once are sorted each time."""
    mine = (print_jobs.c.station == bindparam("station"), print_jobs.c.printer == bindparam("printer"))
    return select(print_jobs).where(*mine, *waits).order_by(print_jobs.c.created_at, print_jobs.c.job_id).limit(1)


class PrintOutbox:
    """The rows of one station, for the worker of one printer."""

    def __init__(self, store: Store, station: str, owner: str, *, lease: Lease | None = None) -> None:
        self._store = store
        self._station = station
        self._owner = owner
        self._lease = lease

    def hold(self) -> str:
        """Take or renew the right to drain this printer; return who has it instead, "" when it is ours."""
        try:
            if self._lease is not None:
                self._store.write(self._lease.take)
        except TakenError as error:
            return error.holder
        return ""

    def let_go(self) -> None:
        """Give the right back."""
        if self._lease is not None:
            self._store.write(self._lease.release)

    def waits(self, printer: str) -> bool:
        """Tell whether there is anything to do: a row to send, or one a dead program left half done."""
        half_done = and_(print_jobs.c.state == SENT, print_jobs.c.owner.is_not(None))
        with self._store.read() as tx:
            due = and_(print_jobs.c.state == FAILED, print_jobs.c.not_before <= tx.now)
            open_ = or_(print_jobs.c.state.in_([QUEUED, CLAIMED, SENDING]), due, half_done)
            return (
                tx.execute(select(print_jobs.c.job_id).where(*self._mine(printer), open_).limit(1)).first() is not None
            )

    def recover(self, printer: str) -> None:
        """After a start: CLAIMED goes back to QUEUED; SENDING, and SENT that was being watched, become UNKNOWN."""
        watched = and_(print_jobs.c.state == SENT, print_jobs.c.owner.is_not(None))

        def work(tx: Tx) -> None:
            for where, target, why in (
                (print_jobs.c.state == CLAIMED, QUEUED, ""),
                (or_(print_jobs.c.state == SENDING, watched), UNKNOWN, "restart"),
            ):
                tx.execute(
                    update(print_jobs)
                    .where(*self._mine(printer), where)
                    .values(state=target, why=why, owner=None, changed_at=tx.now)
                )

        self._store.write(work)

    def peek(self, printer: str) -> PrintJob | None:
        """Look at the oldest row that may be sent."""
        with self._store.read() as tx:
            row = self._oldest(tx, printer)
            return None if row is None else _job(tx, row)

    def claim(self, printer: str) -> PrintJob | None:
        """Take the oldest row that may be sent."""
        with self._store.read() as tx:
            if self._oldest(tx, printer) is None:
                return None
        return self._store.write(lambda tx: self._claim(tx, printer))

    def sending(self, job_id: str, sha256: str) -> bool:
        """Commit, before the first byte, that bytes are about to leave; ``False`` when job or printer is not ours."""

        def work(tx: Tx) -> bool:
            return self._held(tx) and move(tx, job_id, (CLAIMED,), SENDING, of=self._owner, sha256=sha256)

        return self._store.write(work)

    def sent(self, job_id: str, *, watched: bool) -> None:
        """Every byte was taken; a watched job keeps its owner until the printer has spoken."""
        self._move(job_id, (SENDING,), SENT, why="", **({} if watched else {"owner": None}))

    def confirmed(self, job_id: str, by: str, *, then: object = None, printer: str = "", sha256: str = "") -> bool:
        """The label is there; in the same transaction the row ``then``, if it still is as seen, goes to SENDING."""

        def work(tx: Tx) -> bool:
            move(tx, job_id, (SENDING, SENT, UNKNOWN), CONFIRMED, confirmed_by=by, owner=None, why="")
            row = None if then is None else self._oldest(tx, printer)
            return row is not None and _job(tx, row) == then and self._take(tx, row, SENDING, sha256=sha256)

        return self._store.write(work)

    def failed_before_send(self, job_id: str, why: str, retry_at: datetime | None) -> None:
        """Nothing left this machine; it is taken again at ``retry_at``."""
        self._move(job_id, (CLAIMED, SENDING), FAILED, why=why, not_before=retry_at, owner=None)

    def pass_on(self, job_id: str, printer: str, why: str) -> None:
        """Nothing left this machine: another printer of this bench takes it."""
        self._move(job_id, (CLAIMED, SENDING), QUEUED, printer=printer, why=why, not_before=None, owner=None)

    def unknown(self, job_id: str, why: str) -> None:
        """Some bytes may have printed: a person must look."""
        self._move(job_id, (SENDING, SENT), UNKNOWN, why=why, owner=None)

    def _move(self, job_id: str, sources: Iterable[str], target: str, **values: Any) -> bool:
        return self._store.write(lambda tx: move(tx, job_id, sources, target, of=self._owner, **values))

    def _held(self, tx: Tx) -> bool:
        return self._lease is None or self._lease.held(tx)

    def _mine(self, printer: str) -> tuple[Any, ...]:
        return print_jobs.c.station == self._station, print_jobs.c.printer == printer

    def _oldest(self, tx: Tx, printer: str) -> Row[Any] | None:
        mine = {"station": self._station, "printer": printer}
        rows = (tx.execute(_queued(), mine).first(), tx.execute(_due(), {**mine, "now": tx.now}).first())
        return min((row for row in rows if row is not None), key=lambda row: (row.created_at, row.job_id), default=None)

    def _claim(self, tx: Tx, printer: str) -> PrintJob | None:
        row = self._oldest(tx, printer)
        return _job(tx, row) if row is not None and self._take(tx, row, CLAIMED) else None

    def _take(self, tx: Tx, row: Row[Any], target: str, **values: Any) -> bool:
        taken = {"owner": self._owner, "attempt": row.attempt + 1, "why": "", **values}
        return self._held(tx) and move(tx, row.job_id, (row.state,), target, **taken)
