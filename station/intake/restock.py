"""Goods came in or were counted: what was short is locked now, the order that must leave first before the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.intake.progress import progress
from station.people.permit import act
from station.people.roles import Action
from station.stock.show import SkuStock, set_on_hand, show
from station.store import stock
from station.tickets.tickets import open_tickets

if TYPE_CHECKING:
    from station.store.engine import Tx


def count(tx: Tx, sku: str, warehouse: str, *, qty: int, actor: str, station: str) -> SkuStock:
    """Write a counted quantity and lock it for the orders that wait for it.

    Raises:
        UnknownSkuError: no SKU has this code.
        UnknownWarehouseError: no warehouse has this code.
        StockQuantityError: negative, absurd, or less than what is locked.
        station.errors.UserError: not theirs to count.
    """
    detail = {"warehouse": warehouse, "qty": qty}
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=sku, detail=detail)
    counted = set_on_hand(tx, sku, warehouse, qty=qty, actor=actor)
    waiting = [ticket for ticket in open_tickets(tx, kind="shortage", limit=1000) if ticket.sku == counted.sku]
    for ticket in waiting:
        if not any(shelf.available > 0 for shelf in stock.shelves(tx, [counted.sku])):
            break
        if ticket.order_id is not None:
            progress(tx, ticket.order_id)
    return show(tx, counted.sku)
