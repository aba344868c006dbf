"""A person decides about a label: print it again, or do not print it at all.

A job that never left is simply queued again. One that may have printed gets a new copy, with the reason in the audit.
Only what has not left can be called off. The desk's print queue calls this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.ids import new_job_id
from station.packing import encrypted, labels
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import orders as master
from station.store import prints
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


class PrintJobError(UserError):
    """This cannot be done with this print job."""

    code = "PRINT_JOB"


def print_again(tx: Tx, job_id: str, *, reason: str, operator: str, station: str) -> tuple[str, bool]:
    """Queue the job again, or ask for the next copy when it may have printed; return the job and whether it is new.

    Raises:
        PrintJobError: there is no such job, or it is on its way.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, operator, Action.REPRINT, station=station)
    encrypted.let_go(tx)
    row = prints.by_job(tx, job_id)
    if row is None:
        raise _no_job(job_id)
    if row.state in (prints.QUEUED, prints.CLAIMED, prints.SENDING):
        raise PrintJobError(
            _("This label is being printed already"), _("wait until it is out, then decide whether to print again")
        )
    if prints.move(tx, job_id, (prints.FAILED,), prints.QUEUED, why="", not_before=None):
        detail = {"job": job_id, "reason": reason}
        record(
            tx, row.station, actor=operator, action="print_retry", order_id=row.order_id, subject=job_id, detail=detail
        )
        return job_id, False
    if row.kind not in (labels.WAYBILL, labels.EXCHANGE) or master.head(tx, row.order_id) is None:
        return _next_copy(tx, row, reason=reason, operator=operator), True
    asked = labels.request(
        tx, row.order_id, station=row.station, operator_no=operator, printer=row.printer, reason=reason
    )
    return asked, True


def call_off(tx: Tx, job_id: str, *, reason: str, operator: str, station: str) -> None:
    """Take a label that has not left out of the queue.

    Raises:
        PrintJobError: there is no such job, or it may be printed already.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, operator, Action.CALL_OFF_PRINT, station=station)
    row = prints.by_job(tx, job_id)
    if row is None:
        raise _no_job(job_id)
    if not prints.move(tx, job_id, (prints.QUEUED, prints.FAILED), prints.CANCELLED, why=reason):
        raise PrintJobError(
            _("This label may be printed already"), _("look at the printer; if it came out, tear it up")
        )
    detail = {"job": job_id, "reason": reason}
    record(
        tx, row.station, actor=operator, action="print_call_off", order_id=row.order_id, subject=job_id, detail=detail
    )


def _next_copy(tx: Tx, row: Row[Any], *, reason: str, operator: str) -> str:
    """Ask for the next copy of a document that belongs to no order."""
    copy_no = len(prints.of_order(tx, row.order_id, row.kind)) + 1
    job = prints.PrintJob(new_job_id(), row.kind, row.order_id, copy_no, 0, prints.fields_of(tx, row))
    asked = {"station": row.station, "printer": row.printer, "state": prints.QUEUED, "code": row.code, "by": operator}
    prints.add_job(tx, job, **asked, reason=reason)
    detail = {"job": job.job_id, "copy": copy_no, "reason": reason}
    record(tx, row.station, actor=operator, action="reprint", order_id=row.order_id, subject=job.job_id, detail=detail)
    return job.job_id


def _no_job(job_id: str) -> PrintJobError:
    return PrintJobError(
        _("There is no print job {job}").format(job=job_id), _("look at the numbers with: print list --all")
    )
