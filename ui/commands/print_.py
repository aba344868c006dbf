"""``print list | retry ID --reason R | status PRINTER``: the print queue and what a printer says of itself.

A job that never left is simply queued again. One that may have printed gets a new copy with the reason in the audit:
it says 补打 on the label, so two labels of one parcel can be told apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class PrintJobError(UserError):
    """This print job cannot be printed again."""

    code = "PRINT_JOB"


class Print:
    """Look after the print queue."""

    @property
    def help(self) -> str:
        """One line."""
        return _("show the print queue, print again, ask a printer how it is")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add list, retry and status."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help=_("jobs, newest first"))
        listing.add_argument("--all", action="store_true", help=_("finished ones too"))
        retry = verbs.add_parser("retry", help=_("print again"))
        retry.add_argument("job", metavar="ID")
        retry.add_argument("--reason", required=True, help=_("why"))
        acting(retry)
        status = verbs.add_parser("status", help=_("ask a printer how it is"))
        status.add_argument("printer", metavar="PRINTER", help=_("role of this bench, such as waybill, or an address"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        if given.verb == "list":
            return _list(given, context)
        if given.verb == "retry":
            return _retry(given, context)
        return _status(given, context)


def _list(given: argparse.Namespace, context: Context) -> int:
    from station.store import prints

    with context.store.read() as tx:
        rows = prints.listing(tx, states=None if given.all else prints.OPEN)
    jobs = [_plain(row) for row in rows]
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


def _retry(given: argparse.Namespace, context: Context) -> int:
    from station.packing.print_again import print_again

    job_id, again = context.store.write(
        lambda tx: print_again(
            tx, given.job, reason=given.reason, operator=given.operator, station=context.settings.station
        )
    )
    text = _("A new copy was asked for: {job}") if again else _("Queued again: {job}")
    context.show({"job_id": job_id, "new_copy": again}, text.format(job=job_id))
    return 0


def _status(given: argparse.Namespace, context: Context) -> int:
    from printing.printer import parse
    from printing.status import explain

    url = given.printer if "://" in given.printer else _url(given.printer, context)
    printer = parse(url)
    link = printer.open("status")
    try:
        said = printer.ask(link)
    finally:
        link.close()
    shown = {
        "printer": url,
        "answers": said is not None,
        "ready": said.ready if said is not None else None,
        "problems": [str(problem) for problem in said.problems] if said is not None else [],
        "pending": said.pending if said is not None else None,
    }
    if said is None:
        lines = [_("The printer can be reached but tells nothing of itself")]
    else:
        lines = [explain(problem) for problem in said.problems] or [_("The printer works")]
    context.show(shown, lines)
    return 0


def _url(role: str, context: Context) -> str:
    from station.store import choices

    with context.store.read() as tx:
        url = choices.get(tx, f"printer:{context.settings.station}:{role}")
    if not url:
        raise PrintJobError(
            _("This bench has no printer for {role}").format(role=role),
            _("write it like {example}").format(example="zpl+tcp://10.0.0.9:9100"),
        )
    return url


command: Command = Print()
