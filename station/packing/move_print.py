"""A person sends a waiting label to another printer, or takes that decision back.

Only a label of which nothing was sent moves as it is. One that may be out (SENT, UNKNOWN) is never moved: the person
looks and says that it did not come out; then the next copy is asked for at the other printer, marked 补打, with the
reason in the audit. What was called off by mistake can be put back as long as no other copy is under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.packing import encrypted, labels
from station.packing.print_again import PrintJobError, print_again
from station.packing.printers import Role, of_station, role_name
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import prints
from station.text import _

if TYPE_CHECKING:
    from typing import Any

    from station.store.engine import Tx
    from station.store.rows import Row

_UNSENT = (prints.QUEUED, prints.FAILED)
_MAY_BE_OUT = (prints.SENT, prints.UNKNOWN)


def move(
    tx: Tx, job_id: str, role: str, *, bench: str = "", reason: str, not_out: bool = False, operator: str, station: str
) -> str:
    """Send a label to the printer of a role, at its own bench or another; return the job that will print there.

    Args:
        not_out: the person looked: it did not come out.

    Raises:
        PrintJobError: there is no such job or printer, or the label may be out.
        station.packing.encrypted.PlatformOnlyError: only the platform's program may print it.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, operator, Action.REPRINT if not_out else Action.PACK, station=station)
    row = _job(tx, job_id)
    if component := encrypted.waits_for(str(row.printer)):
        raise encrypted.refused(component)
    bench = bench or str(row.station)
    if role not in of_station(tx, bench):
        raise PrintJobError(
            _("Bench {station} has no {printer}").format(station=bench, printer=role_name(role)),
            _("choose another printer, or set one up first"),
        )
    if row.state in _MAY_BE_OUT and not_out:
        job_id, _new = print_again(tx, job_id, reason=reason, operator=operator, station=station)
    elif row.state not in _UNSENT:
        raise _too_late(row)
    prints.move(tx, job_id, _UNSENT, prints.QUEUED, printer=role, station=bench, why="", not_before=None)
    detail = {"job": job_id, "from": f"{row.station}/{row.printer}", "to": f"{bench}/{role}", "reason": reason}
    record(tx, bench, actor=operator, action="print_move", order_id=row.order_id, subject=job_id, detail=detail)
    return job_id


def put_back(tx: Tx, job_id: str, *, operator: str, station: str) -> None:
    """Queue again what was called off by mistake.

    Raises:
        PrintJobError: there is no such job, or another copy took its place.
        station.errors.UserError: not theirs to decide.
    """
    require(tx, operator, Action.CALL_OFF_PRINT, station=station)
    row = _job(tx, job_id)
    ours = row.kind in (labels.WAYBILL, labels.EXCHANGE)
    if row.state != prints.CANCELLED or (ours and prints.under_way(tx, row.order_id)):
        raise PrintJobError(
            _("This label cannot be put back into the queue"), _("look at the order; ask for its label there")
        )
    if ours:
        labels.still_wanted(tx, row.order_id)
    prints.move(tx, job_id, (prints.CANCELLED,), prints.QUEUED, why="", not_before=None)
    record(
        tx, row.station, actor=operator, action="print_put_back", order_id=row.order_id, subject=job_id,
        detail={"job": job_id},
    )  # fmt: skip


def targets(tx: Tx, job_id: str) -> list[Role]:
    """Return the printers of the job's bench it may go to."""
    row = _job(tx, job_id)
    return [role for role in of_station(tx, str(row.station)) if role != row.printer]


def _job(tx: Tx, job_id: str) -> Row[Any]:
    row = prints.by_job(tx, job_id)
    if row is None:
        raise PrintJobError(
            _("There is no print job {job}").format(job=job_id), _("look at the numbers with: print list --all")
        )
    return row


def _too_late(row: Row[Any]) -> PrintJobError:
    if row.state in _MAY_BE_OUT:
        return PrintJobError(
            _("This label may be printed already"), _("look at the printer; say that it did not come out, then move it")
        )
    return PrintJobError(
        _("This label is past moving ({state})").format(state=row.state),
        _("only labels that were never sent can go to another printer"),
    )
