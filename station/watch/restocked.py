"""Orders that wait for a SKU that is there: a crash between a count and its last order left them; locked now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.intake.restock import AT_ONCE, serve, waiting
from station.orders.states import State
from station.store import orders as master
from station.store import stock
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.watch.base import Watcher


class Restocked:
    """Serves a few of those who wait, each time."""

    @property
    def title(self) -> str:
        """What it looks for."""
        return _("orders that wait for what is there")

    def look(self, tx: Tx) -> int:
        """Lock; return how many orders have everything now."""
        done = 0
        for sku in stock.wanted_and_there(tx, most=AT_ONCE):
            ids = waiting(tx, sku, most=AT_ONCE)
            before = [order_id for order_id in ids if not _locked(tx, order_id)]
            serve(tx, sku, ids)
            done += sum(_locked(tx, order_id) for order_id in before)
        return done


def _locked(tx: Tx, order_id: str) -> bool:
    row = master.head(tx, order_id)
    return row is not None and row.state == State.ALLOCATED


watcher: Watcher = Restocked()
