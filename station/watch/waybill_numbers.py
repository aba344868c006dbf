"""Waybill numbers run low: the lead is told before the last one is printed; unused numbers come back.

One ticket a carrier, which ends by itself when numbers were imported. Numbers of orders cancelled before any copy of
their label was sent go back into the pool (``station/store/waybills.give_back``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.carriers import pool
from station.people.roles import Role
from station.store import waybills
from station.text import _
from station.tickets.tickets import Kind, close, open_ticket, open_tickets

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.watch.base import Watcher

_MARK = "waybills:"


class WaybillNumbers:
    """Finds pools that run empty and numbers nobody used."""

    @property
    def title(self) -> str:
        """What it looks for."""
        return _("waybill numbers that run out")

    def look(self, tx: Tx) -> int:
        """Take back, tell, settle."""
        back = waybills.give_back(tx)
        open_now = {
            ticket.sku: ticket.ticket_id
            for ticket in open_tickets(tx, kind=Kind.EXCEPTION, limit=10_000)
            if (ticket.sku or "").startswith(_MARK)
        }
        low = {f"{_MARK}{level.carrier}": level for level in pool.levels(tx) if level.low}
        for mark, level in low.items():
            if mark not in open_now:
                title = _("Import waybill numbers of {carrier}: {n} left").format(carrier=level.carrier, n=level.left)
                open_ticket(tx, kind=Kind.EXCEPTION, title=title, role=Role.LEAD, due_in_minutes=120, sku=mark)
        ended = sum(
            close(tx, ticket_id, by="system", outcome="filled")
            for mark, ticket_id in open_now.items()
            if mark not in low
        )
        return back + ended + len(low.keys() - open_now.keys())


watcher: Watcher = WaybillNumbers()
