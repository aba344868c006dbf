"""Goods came in or were counted: what was short is locked now, the order that must leave first before the others.

The count and the first orders are one transaction; the others follow ten to a transaction, so that a shelf many want
is never held for long. Rows of orders are held before the shelf, as everywhere else: two transactions never wait for
each other. What a crash left waiting is served by ``station/watch/restocked.py``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from station.intake.progress import progress
from station.people.permit import act
from station.people.roles import Action
from station.stock.show import SkuStock, find_sku, set_on_hand, show
from station.store import orders as master
from station.store import stock, work
from station.tickets.tickets import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store, Tx

AT_ONCE = 10  # orders to a transaction
_MOST = 1000


def count(tx: Tx, sku: str, warehouse: str, *, qty: int, actor: str, station: str) -> SkuStock:
    """Write a counted quantity and lock it for the first orders that wait for it; ``serve_rest`` does the others.

    Raises:
        UnknownSkuError: no SKU has this code.
        UnknownWarehouseError: no warehouse has this code.
        StockQuantityError: negative, absurd, or less than what is locked.
        station.errors.UserError: not theirs to count.
    """
    detail = {"warehouse": warehouse, "qty": qty}
    act(tx, actor, Action.ADJUST_STOCK, station=station, subject=sku, detail=detail)
    code = find_sku(tx, sku).code
    first = waiting(tx, code, most=AT_ONCE)
    master.known(tx, first)
    set_on_hand(tx, code, warehouse, qty=qty, actor=actor)
    serve(tx, code, first)
    return show(tx, code)


def waiting(tx: Tx, sku: str, *, most: int = _MOST) -> list[str]:
    """Return the orders that are short of a SKU, what is due first first."""
    rows = work.tickets_open(tx, order_id=None, kind=str(Kind.SHORTAGE), role=None, due_by=None, limit=most, sku=sku)
    return list(dict.fromkeys(row.order_id for row in rows if master.head(tx, row.order_id) is not None))


def serve(tx: Tx, sku: str, order_ids: Sequence[str]) -> bool:
    """Lock what these orders wait for; ``False`` when nothing is left of the SKU."""
    master.known(tx, order_ids)
    for order_id in order_ids:
        if not any(shelf.available > 0 for shelf in stock.shelves(tx, [sku])):
            return False
        progress(tx, order_id)
    return True


def serve_rest(store: Store, sku: str) -> None:
    """Lock a SKU for everybody who waits for it, a few orders to a transaction, as long as there is some."""
    with store.read() as tx:
        ids = waiting(tx, sku)
    for start in range(0, len(ids), AT_ONCE):
        if not store.write(partial(serve, sku=sku, order_ids=ids[start : start + AT_ONCE])):
            return
