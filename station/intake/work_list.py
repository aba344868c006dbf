"""The list of work that waits for people: what is late first, each with its order, and the two ways to end it.

A line nobody could map ends when a person says which SKU the code means; any other ticket ends with a word on what
was done. Called by the desk's work page and the ``tickets`` command.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people import operators
from station.people.permit import act
from station.people.roles import Action
from station.store import orders as master
from station.store import work
from station.text import _
from station.tickets.tickets import Kind, close, open_tickets

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.tickets.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Work:
    """One open ticket as people read it.

    Attributes:
        order: short code of its order; "" when it belongs to none.
        channel: channel and shop of the order, for a code to be mapped.
        late: past its due time.
        who: name of the person who does it; "" for nobody yet.
    """

    ticket: Ticket
    order: str
    channel: str
    shop: str
    late: bool
    who: str


def waiting(tx: Tx, *, kind: str = "", role: str = "", limit: int = 500) -> tuple[Work, ...]:
    """Return the open tickets, what is due first first."""
    found = []
    for ticket in open_tickets(tx, kind=kind or None, role=role or None, limit=limit):
        row = master.head(tx, ticket.order_id)
        code, channel, shop = (row.short_code, row.channel, row.shop) if row is not None else ("", "", "")
        found.append(Work(ticket, code, channel, shop, late=ticket.due_at < tx.now, who=_name(tx, ticket.assignee)))
    return tuple(found)


def _name(tx: Tx, operator_no: str | None) -> str:
    person = operators.by_no(tx, operator_no) if operator_no else None
    return person.name if person is not None else operator_no or ""


def finish(tx: Tx, ticket_id: str, *, outcome: str, actor: str, station: str) -> None:
    """End a ticket with a word on what was done.

    Raises:
        UserError: it is ended already, it is a code to be mapped, or it is not theirs to end.
    """
    row = work.ticket(tx, ticket_id)
    act(tx, actor, Action.END_WORK, station=station, subject=ticket_id, detail={"outcome": outcome[:200]})
    if row is not None and row.kind == Kind.UNMAPPED:
        raise UserError(
            _("This line still has no SKU"), _("say which SKU the code means; the order then moves on"), code="UNMAPPED"
        )
    if row is None or not close(tx, ticket_id, by=actor, outcome=outcome[:200]):
        raise UserError(_("This work is done already"), _("look at the list again"), code="WORK_DONE")


def take(tx: Tx, ticket_id: str, *, actor: str, station: str) -> None:
    """Write down who does it.

    Raises:
        station.errors.UserError: not theirs to take.
    """
    act(tx, actor, Action.END_WORK, station=station, subject=ticket_id)
    work.set_ticket(tx, ticket_id, assignee=actor)


def kind_name(kind: str) -> str:
    """Return what people call a kind of work."""
    return {
        Kind.TRANSFER: _("transfer"),
        Kind.CONSOLIDATION: _("consolidation"),
        Kind.EXCHANGE: _("exchange"),
        Kind.SHORTAGE: _("shortage"),
        Kind.REVIEW: _("review"),
        Kind.UNMAPPED: _("code without SKU"),
        Kind.EXCEPTION: _("exception"),
    }[Kind(kind)]
