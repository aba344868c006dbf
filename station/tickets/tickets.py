"""Work for people: a transfer to fetch, an exchange to arrange, a line nobody can map, a parcel put aside.

A ticket has a role that owns it and a time it is due; ``watch`` escalates what is late. Opening the same work again
(same order, kind and SKU) while it is open changes that ticket instead of making a second one, so that every caller
may simply say what is missing now. Called by intake, stock, returns, packing and hints, in their transaction.
Titles and bodies are read by many: no names, phones or addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from station.people.roles import Role
from station.store import work

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx

_NAMESPACE = UUID("b7a5f6d0-21a4-5a0e-9c3f-5d8c1f0e7d03")


class Kind(StrEnum):
    """What kind of work it is."""

    TRANSFER = "transfer"
    CONSOLIDATION = "consolidation"
    EXCHANGE = "exchange"
    SHORTAGE = "shortage"
    REVIEW = "review"
    UNMAPPED = "unmapped"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One open piece of work; ``order_id`` is 32 zeros where it belongs to no order."""

    ticket_id: str
    order_id: str
    kind: Kind
    title: str
    body: str
    role: Role
    due_at: datetime
    created_at: datetime
    level: int
    sku: str | None
    qty: int | None
    from_warehouse: str | None
    to_warehouse: str | None
    assignee: str | None


def open_ticket(
    tx: Tx,
    *,
    kind: str,
    title: str,
    role: str,
    due_in_minutes: int,
    order_id: str | None = None,
    body: str = "",
    sku: str | None = None,
    qty: int | None = None,
    from_warehouse: str | None = None,
    to_warehouse: str | None = None,
    assignee: str | None = None,
) -> str:
    """Open work, or bring the open ticket of the same order, kind and SKU up to date; return its id.

    A ticket that was closed stays closed: the same work coming back is a new ticket. The due time and who does it
    stand once set.
    """
    said: dict[str, Any] = {"title": title, "body": body, "role": str(Role(role)), "qty": qty}
    said |= {"from_warehouse": from_warehouse, "to_warehouse": to_warehouse}
    before = work.alike(tx, order_id, kind=Kind(kind), sku=sku)
    still = next((row for row in before if row.state == work.OPEN), None)
    if still is not None:
        if any(getattr(still, name) != value for name, value in said.items()):
            work.set_ticket(tx, still.ticket_id, **said)
        return str(still.ticket_id)
    identity = uuid5(_NAMESPACE, "\x1f".join((order_id or "", kind, sku or "", str(len(before))))).hex
    values = {**said, "kind": str(Kind(kind)), "sku": sku, "assignee": assignee, "created_at": tx.now}
    values["due_at"] = tx.now + timedelta(minutes=due_in_minutes)
    work.add_ticket(tx, order_id, ticket_id=identity, values=values)
    return identity


def open_tickets(
    tx: Tx,
    *,
    order_id: str | None = None,
    kind: str | None = None,
    role: str | None = None,
    due_by: datetime | None = None,
    sku: str | None = None,
    limit: int = 200,
) -> tuple[Ticket, ...]:
    """Return open tickets, most urgent first."""
    rows = work.tickets_open(tx, order_id=order_id, kind=kind, role=role, due_by=due_by, limit=limit, sku=sku)
    return tuple(
        Ticket(
            row.ticket_id,
            row.order_id,
            Kind(row.kind),
            row.title,
            row.body,
            Role(row.role),
            row.due_at,
            row.created_at,
            row.level,
            row.sku,
            row.qty,
            row.from_warehouse,
            row.to_warehouse,
            row.assignee,
        )
        for row in rows
    )


def close(tx: Tx, ticket_id: str, *, by: str, outcome: str = "") -> bool:
    """Close one ticket; ``False`` when it was not open."""
    return work.close_tickets(tx, ticket_id=ticket_id, closed_by=by, outcome=outcome) == 1


def settle(tx: Tx, order_id: str, *, kind: str, by: str, outcome: str = "") -> int:
    """Close all open tickets of one kind on an order, when what they asked for came true; return how many."""
    return work.close_tickets(tx, order_id=order_id, kind=str(Kind(kind)), closed_by=by, outcome=outcome)
