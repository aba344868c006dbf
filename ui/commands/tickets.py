"""``tickets list``, ``tickets done ID``, ``tickets take ID``: the work that waits for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import local
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.intake.work_list import Work
    from ui.commands.base import Command, Context


class Tickets:
    """Work for people."""

    @property
    def help(self) -> str:
        """One line."""
        return _("the work that waits for people")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add list, done and take."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help=_("open work, what is due first"))
        listing.add_argument("--kind", default="")
        listing.add_argument("--role", default="")
        done = verbs.add_parser("done", help=_("say what was done"))
        done.add_argument("id")
        done.add_argument("--outcome", default="", help=_("a word on what was done"))
        acting(done)
        taking = verbs.add_parser("take", help=_("write down who does it"))
        taking.add_argument("id")
        acting(taking)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """List or end."""
        from station.intake import work_list

        store, station = context.store, context.settings.station
        if given.verb == "list":
            with store.read() as tx:
                found = work_list.waiting(tx, kind=given.kind, role=given.role)
            context.show(
                {"tickets": [_plain(one) for one in found]}, [_line(one) for one in found] or _("No open work")
            )
            return 0
        who = {"actor": given.operator, "station": station}
        if given.verb == "done":
            store.write(lambda tx: work_list.finish(tx, given.id, outcome=given.outcome, **who))
        else:
            store.write(lambda tx: work_list.take(tx, given.id, **who))
        context.show({"ticket_id": given.id, "verb": given.verb}, _("Written down"))
        return 0


def _plain(one: Work) -> dict[str, object]:
    ticket = one.ticket
    return {
        "ticket_id": ticket.ticket_id,
        "kind": str(ticket.kind),
        "title": ticket.title,
        "body": ticket.body,
        "order": one.order,
        "role": str(ticket.role),
        "assignee": ticket.assignee,
        "due_at": ticket.due_at.isoformat(),
        "late": one.late,
        "sku": ticket.sku,
        "qty": ticket.qty,
        "from_warehouse": ticket.from_warehouse,
        "to_warehouse": ticket.to_warehouse,
    }


def _line(one: Work) -> str:
    late = _("late") if one.late else ""
    return f"{one.ticket.ticket_id[:8]}  {local(one.ticket.due_at):%m-%d %H:%M} {late}  {one.ticket.title}"


command: Command = Tickets()
