"""Facts that cannot both be true: a label out without stock, a parcel gone under a hold (row B05).

Three systems say three things of one order; here each fact stands once, and where two contradict each other somebody
looks. A contradiction is one ticket, which ends by itself when the facts agree again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.people.roles import Role
from station.store import still
from station.text import _
from station.tickets.tickets import Kind, close, open_ticket, open_tickets

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.watch.base import Watcher

LOOKS_BACK = timedelta(days=30)
_MARK = "facts:"


class Contradictions:
    """Finds facts that contradict each other."""

    @property
    def title(self) -> str:
        """What it looks for."""
        return _("facts that contradict each other")

    def look(self, tx: Tx) -> int:
        """Open a ticket for each contradiction, end those that are gone."""
        since = tx.now - LOOKS_BACK
        found = {
            "label": (
                still.label_without_stock(tx, since=since),
                _("its label is printed but its stock is not locked"),
            ),
            "picked": (still.label_not_picked(tx, since=since), _("its label is printed but it is not picked")),
            "hold": (still.shipped_under_hold(tx, since=since), _("it left although it is on hold")),
            "waybill": (still.shipped_without_waybill(tx, since=since), _("it left but has no waybill number")),
            "packed": (still.packed_then_cancelled(tx, since=since), _("it is packed but was cancelled")),
        }
        before = {
            (ticket.order_id, ticket.sku): ticket.ticket_id
            for ticket in open_tickets(tx, kind=Kind.EXCEPTION, limit=10_000)
            if (ticket.sku or "").startswith(_MARK)
        }
        now = {(row.order_id, _MARK + name): (row, words) for name, (rows, words) in found.items() for row in rows}
        gone = [ticket_id for key, ticket_id in before.items() if key not in now]
        for key, (row, words) in now.items():
            if key not in before:
                title = _("Look at order {code}: {words}").format(code=row.short_code, words=words)
                open_ticket(
                    tx, kind=Kind.EXCEPTION, title=title, role=Role.LEAD, due_in_minutes=60, order_id=key[0], sku=key[1]
                )
        ended = sum(close(tx, ticket_id, by="system", outcome="agrees") for ticket_id in gone)
        return ended + len(now.keys() - before.keys())


watcher: Watcher = Contradictions()
