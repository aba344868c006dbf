"""The print outbox: rows asked for by packing, moved through their states by the spooler.

Implements ``printing.outbox.Outbox`` by shape. Each move names the state it comes from, so two programs cannot
drain one row. ``PLANNED`` rows (an exchange waybill waiting for its item) are released into QUEUED by packing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, or_, select, update

from station.store.schema.prints import print_jobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Store, Tx

QUEUED, CLAIMED, SENDING, SENT = "QUEUED", "CLAIMED", "SENDING", "SENT"
CONFIRMED, FAILED, UNKNOWN = "CONFIRMED", "FAILED_BEFORE_SEND", "UNKNOWN"
PLANNED, CANCELLED = "PLANNED", "CANCELLED"
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
    same = (print_jobs.c.order_id == job.order_id, print_jobs.c.kind == job.kind, print_jobs.c.copy_no == job.copy_no)
    if tx.execute(select(print_jobs.c.job_id).where(*same)).first() is not None:
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
    tx.execute(insert(print_jobs), values)
    return True


def of_order(tx: Tx, order_id: str, kind: str | None = None) -> list[Row[Any]]:
    """Return the copies of an order, first to last."""
    wanted = [print_jobs.c.order_id == order_id] + ([print_jobs.c.kind == kind] if kind else [])
    return list(tx.execute(select(print_jobs).where(*wanted).order_by(print_jobs.c.kind, print_jobs.c.copy_no)))


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


def move(tx: Tx, job_id: str, sources: Iterable[str], target: str, **values: Any) -> bool:
    """Move a job from one of the source states to the target; ``False`` when it is in none of them."""
    changed = tx.execute(
        update(print_jobs)
        .where(print_jobs.c.job_id == job_id, print_jobs.c.state.in_(list(sources)))
        .values(state=target, changed_at=tx.now, **values)
    )
    return changed.rowcount == 1


def call_off(tx: Tx, order_id: str, why: str) -> None:
    """Cancel what was asked for and has not left this machine."""
    tx.execute(
        update(print_jobs)
        .where(print_jobs.c.order_id == order_id, print_jobs.c.state.in_([PLANNED, QUEUED, FAILED]))
        .values(state=CANCELLED, why=why, changed_at=tx.now)
    )


def counts(tx: Tx) -> dict[str, int]:
    """Return how many jobs are in each open state."""
    rows = tx.execute(
        select(print_jobs.c.state, func.count().label("n"))
        .where(print_jobs.c.state.in_(OPEN))
        .group_by(print_jobs.c.state)
    )
    return {row.state: int(row.n) for row in rows}


class PrintOutbox:
    """The rows of one station, for the worker of one printer."""

    def __init__(self, store: Store, station: str, owner: str) -> None:
        self._store = store
        self._station = station
        self._owner = owner

    def recover(self, printer: str) -> None:
        """After a start: CLAIMED goes back to QUEUED, SENDING becomes UNKNOWN."""

        def work(tx: Tx) -> None:
            for source, target, why in ((CLAIMED, QUEUED, ""), (SENDING, UNKNOWN, "restart")):
                tx.execute(
                    update(print_jobs)
                    .where(*self._mine(printer), print_jobs.c.state == source)
                    .values(state=target, why=why, changed_at=tx.now)
                )

        self._store.write(work)

    def claim(self, printer: str) -> PrintJob | None:
        """Take the oldest row that may be sent."""
        with self._store.read() as tx:
            if self._oldest(tx, printer) is None:
                return None
        return self._store.write(lambda tx: self._claim(tx, printer))

    def sending(self, job_id: str, sha256: str) -> bool:
        """Commit, before the first byte, that bytes are about to leave."""
        return self._store.write(lambda tx: move(tx, job_id, (CLAIMED,), SENDING, sha256=sha256))

    def sent(self, job_id: str) -> None:
        """Every byte was taken."""
        self._store.write(lambda tx: move(tx, job_id, (SENDING,), SENT, why=""))

    def confirmed(self, job_id: str, by: str) -> None:
        """The label is there."""
        self._store.write(lambda tx: move(tx, job_id, (SENT, UNKNOWN), CONFIRMED, confirmed_by=by))

    def failed_before_send(self, job_id: str, why: str, retry_at: datetime | None) -> None:
        """Nothing left this machine; it is taken again at ``retry_at``."""
        self._store.write(
            lambda tx: move(tx, job_id, (CLAIMED, SENDING), FAILED, why=why, not_before=retry_at, owner=None)
        )

    def unknown(self, job_id: str, why: str) -> None:
        """Some bytes may have printed: a person must look."""
        self._store.write(lambda tx: move(tx, job_id, (SENDING, SENT), UNKNOWN, why=why))

    def _mine(self, printer: str) -> tuple[Any, ...]:
        return print_jobs.c.station == self._station, print_jobs.c.printer == printer

    def _oldest(self, tx: Tx, printer: str) -> Row[Any] | None:
        due = and_(print_jobs.c.state == FAILED, print_jobs.c.not_before <= tx.now)
        return tx.execute(
            select(print_jobs)
            .where(*self._mine(printer), or_(print_jobs.c.state == QUEUED, due))
            .order_by(print_jobs.c.created_at, print_jobs.c.job_id)
            .limit(1)
        ).first()

    def _claim(self, tx: Tx, printer: str) -> PrintJob | None:
        row = self._oldest(tx, printer)
        if row is None or not move(
            tx, row.job_id, (QUEUED, FAILED), CLAIMED, owner=self._owner, attempt=row.attempt + 1, why=""
        ):
            return None
        return PrintJob(row.job_id, row.kind, row.order_id, row.copy_no, row.attempt + 1, fields_of(tx, row))
