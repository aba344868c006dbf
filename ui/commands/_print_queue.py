"""The part of ``print`` that decides about waiting labels: ``list``, ``retry``, ``cancel``, ``put-back``, ``move``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Context


def configure(verbs: Any) -> None:
    """Add the words."""
    listing = verbs.add_parser("list", help=_("jobs, newest first"))
    listing.add_argument("--all", action="store_true", help=_("finished ones too"))
    retry = verbs.add_parser("retry", help=_("print again"))
    cancel = verbs.add_parser("cancel", help=_("take a label that was not sent out of the queue"))
    back = verbs.add_parser("put-back", help=_("queue again what was called off"))
    move = verbs.add_parser("move", help=_("send a waiting label to another printer"))
    for verb in (retry, cancel, back, move):
        verb.add_argument("job", metavar="ID")
    move.add_argument("role", choices=("waybill", "item", "paper", "fallback"))
    move.add_argument("--station", default="", help=_("bench whose printer it is; its own without"))
    move.add_argument("--not-out", action="store_true", help=_("I looked: it did not come out"))
    for verb in (retry, cancel, move):
        verb.add_argument("--reason", required=True, help=_("why"))
    for verb in (retry, cancel, back, move):
        acting(verb)


def show(given: argparse.Namespace, context: Context) -> int:
    """Show the queue."""
    from station.store import prints

    with context.store.read() as tx:
        rows = prints.listing(tx, states=None if given.all else prints.OPEN)
        now = tx.now
    jobs = [{**_plain(row), "age_s": max(0, int((now - row.created_at).total_seconds()))} for row in rows]
    lines = [f"{job['job_id']}  {job['state']}  {job['kind']}  {job['printer']}  {job['why']}" for job in jobs]
    context.show({"jobs": jobs}, lines or _("The print queue is empty"))
    return 0


def _plain(row: Any) -> dict[str, Any]:
    return {
        "job_id": row.job_id,
        "order_id": row.order_id,
        "kind": row.kind,
        "copy": row.copy_no,
        "state": row.state,
        "station": row.station,
        "printer": row.printer,
        "attempt": row.attempt,
        "why": row.why or "",
        "reason": row.reason or "",
        "confirmed_by": row.confirmed_by,
        "created_at": row.created_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
    }


def retry(given: argparse.Namespace, context: Context) -> int:
    """Print again."""
    from station.packing.print_again import print_again

    who = {"reason": given.reason, "operator": given.operator, "station": context.settings.station}
    job_id, again = context.store.write(lambda tx: print_again(tx, given.job, **who))
    text = _("A new copy was asked for: {job}") if again else _("Queued again: {job}")
    context.show({"job_id": job_id, "new_copy": again}, text.format(job=job_id))
    return 0


def cancel(given: argparse.Namespace, context: Context) -> int:
    """Call off."""
    from station.packing.print_again import call_off

    who = {"reason": given.reason, "operator": given.operator, "station": context.settings.station}
    context.store.write(lambda tx: call_off(tx, given.job, **who))
    context.show({"job_id": given.job}, _("Called off: {job}").format(job=given.job))
    return 0


def put_back(given: argparse.Namespace, context: Context) -> int:
    """Take calling off back."""
    from station.packing import move_print

    who = {"operator": given.operator, "station": context.settings.station}
    context.store.write(lambda tx: move_print.put_back(tx, given.job, **who))
    context.show({"job_id": given.job}, _("Queued again: {job}").format(job=given.job))
    return 0


def move(given: argparse.Namespace, context: Context) -> int:
    """Send to another printer."""
    from station.packing import move_print
    from station.packing.printers import role_name

    job_id = context.store.write(
        lambda tx: move_print.move(
            tx, given.job, given.role, bench=given.station, reason=given.reason, not_out=given.not_out,
            operator=given.operator, station=context.settings.station,
        )
    )  # fmt: skip
    told = _("{job} goes to the {printer}").format(job=job_id, printer=role_name(given.role))
    context.show({"job_id": job_id, "printer": given.role, "new_copy": job_id != given.job}, told)
    return 0
