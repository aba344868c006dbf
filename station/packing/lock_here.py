"""A packer has an order before them that has no lock: "yes" (F7) locks it now, or raises what must be fetched.

Everything there: the order opens and the bench says how long after payment it was locked. Something missing: what is
there stays locked for it, and its ticket says how many, from where to where, who brings it and until when. The verdict
says which orders are offered this (``Ruling.lockable``); saying it twice changes nothing. Called by ``session.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import local
from station.intake.progress import lock_now, needs_of
from station.orders.states import State
from station.people import operators
from station.people.audit import record
from station.stock import lock
from station.store import orders as master
from station.store import stock
from station.text import _
from station.tickets.tickets import Kind, Ticket, open_tickets

if TYPE_CHECKING:
    from datetime import datetime

    from station.packing.facts import Known
    from station.store.engine import Tx

_MINUTE, _HOUR = 60, 3600


def lock_here(tx: Tx, found: Known, *, station: str, operator_no: str) -> None:
    """Lock what is there for an order and for what travels along with it; what is missing becomes a ticket."""
    order_id, was = found.row.order_id, found.row.state
    if found.along and found.row.exchange_of is not None:
        lock.lock_order(tx, found.row.exchange_of, needs_of(tx, found.along))
    locked = lock_now(tx, order_id)
    if was in (State.PICKING, State.PACKING):
        master.set_order(tx, order_id, state=was)
    detail = {"taken": sum(one.qty for one in locked.taken), "short": dict(locked.short)}
    record(tx, station, actor=operator_no, action="lock_here", order_id=order_id, detail=detail)


def waits(tx: Tx, found: Known) -> str:
    """Return what an order without a lock waits for: its ticket, else how long ago it was paid and which key locks."""
    tickets = open_tickets(tx, order_id=found.row.order_id, kind=Kind.SHORTAGE)
    if tickets:
        return _fetching(tx, tickets[0])
    if found.row.paid_at is None:
        return _("Lock the stock now: F7 or “yes”")
    told = _("Paid {time} ago, not locked: F7 or “yes” locks it")
    return told.format(time=span(found.row.paid_at, tx.now))


def span(since: datetime, until: datetime) -> str:
    """Return how long something took, as short as can be read."""
    seconds = max((until - since).total_seconds(), 0.0)
    if seconds < _MINUTE:
        return _("{n} sec").format(n=f"{seconds:.1f}")
    if seconds < _HOUR:
        return _("{n} min").format(n=int(seconds // _MINUTE))
    return _("{hours} h {minutes} min").format(hours=int(seconds // _HOUR), minutes=int(seconds % _HOUR // _MINUTE))


def _who(tx: Tx, operator_no: str | None) -> str:
    person = operators.by_no(tx, operator_no) if operator_no else None
    return person.name if person is not None else operator_no or _("nobody yet")


def _fetching(tx: Tx, ticket: Ticket) -> str:
    names = stock.warehouse_names(tx)
    told = _("Transfer ticket: {qty} of {sku} from {source} to {target}, {who}, until {due}")
    return told.format(
        qty=ticket.qty,
        sku=ticket.sku,
        source=names.get(ticket.from_warehouse or "", _("the supplier")),
        target=names.get(ticket.to_warehouse or "", "—"),
        who=_who(tx, ticket.assignee),
        due=f"{local(ticket.due_at):%m-%d %H:%M}",
    )
