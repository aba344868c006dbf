"""A SKU fell below its safety stock: purchasing is told once a crossing, with the real frozen share (rows A30 A42).

``station/stock/safety.py`` keeps the crossing in the transaction that made it; here it becomes a message and a ticket
to buy. A refill arms the line again, because the next fall is a crossing of its own, and ends the ticket.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.notices import outbox
from station.people.roles import Role
from station.stock.safety import frozen_share
from station.store import safety
from station.text import _
from station.tickets.tickets import Kind, close, open_ticket, open_tickets

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.watch.base import Watcher

_MARK = "safety:"
_DUE_MINUTES = 240


class SafetyStock:
    """Tells of crossings, and ends the work when goods came."""

    @property
    def title(self) -> str:
        """What it looks for."""
        return _("SKUs that fell below their safety stock")

    def look(self, tx: Tx) -> int:
        """Tell, settle."""
        told = 0
        for row in safety.untold(tx):
            if not safety.set_told(tx, row.sku, row.crossing_id):
                continue
            said = _("{sku} is below its safety stock of {safety}: {left} left to sell").format(
                sku=row.sku, safety=row.safety, left=row.sellable
            )
            share = _("Frozen stock is {share}% of it now").format(share=frozen_share(row.on_hand, row.frozen))
            outbox.tell(tx, dedupe_key=f"safety:{row.sku}:{row.crossing_id}", body=f"{said} {share}")
            open_ticket(
                tx,
                kind=Kind.EXCEPTION,
                title=said,
                body=share,
                role=Role.SUPERVISOR,
                due_in_minutes=_DUE_MINUTES,
                sku=f"{_MARK}{row.sku}",
                qty=row.safety - row.sellable,
            )
            told += 1
        return told + _settle(tx)


def _settle(tx: Tx) -> int:
    waiting = {
        (ticket.sku or "").removeprefix(_MARK): ticket.ticket_id
        for ticket in open_tickets(tx, kind=Kind.EXCEPTION, limit=10_000)
        if (ticket.sku or "").startswith(_MARK)
    }
    levels = safety.levels(tx, waiting)
    filled = [ticket for sku, ticket in waiting.items() if sku in levels and levels[sku].sellable >= levels[sku].safety]
    return sum(close(tx, ticket, by="system", outcome="filled") for ticket in filled)


watcher: Watcher = SafetyStock()
