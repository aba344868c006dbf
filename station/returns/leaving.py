"""Exchanges that end: called off by the platform, or gone with the parcel of the order they belong to.

A case the platform closed gives the old item back to the order and the new one back to the shelf, as long as nothing
is sealed (a sealed exchange goes on the recall list, ``follow.py``). An exchange made before shipping travels in the
order's own parcel: when the platform says the order left, it left too. Called by ``follow`` and intake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.orders.states import ENDED, GONE, State
from station.stock import let_go, lock
from station.store import orders as master
from station.store import prints, work
from station.store import returns as cases
from station.tickets.tickets import Kind

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row


def call_off(tx: Tx, case: Row[Any]) -> None:
    """Undo an exchange that is not packed yet."""
    exchange = master.head(tx, case.exchange_order_id)
    if exchange is None or exchange.packed_at is not None or exchange.state in ENDED:
        return
    lock.release_order(tx, exchange.order_id)
    prints.call_off(tx, exchange.order_id, "exchange called off")
    master.set_order(tx, exchange.order_id, state=State.CANCELLED, state_at=tx.now)
    original = master.head(tx, case.order_id)
    if original is not None and original.state not in ENDED:
        let_go.give_back_holds(tx, case.order_id, case.line_no)
    work.close_tickets(
        tx,
        order_id=case.order_id,
        kind=Kind.EXCHANGE,
        sku=case.new_sku,
        closed_by="system",
        outcome="called off",
    )


def left_with(tx: Tx, row: Row[Any], *, actor: str) -> None:
    """The order left: so did what was exchanged in its parcel, and an old item that was to be fetched out."""
    let_go.consume_holds(tx, row.order_id, actor=actor)
    for case in cases.cases(tx, row.order_id):
        exchange = master.head(tx, case.exchange_order_id) if case.exchange_order_id is not None else None
        if exchange is None or exchange.packed_at is None or exchange.state in GONE:
            continue
        if exchange.packed_at == row.packed_at:
            lock.consume_order(tx, exchange.order_id, actor=actor)
            master.set_order(tx, exchange.order_id, state=State.SHIPPED, state_at=tx.now, shipped_at=tx.now)
