"""A piece that should be on the shelf is not: what the system believes is put right at once (row B09).

The order gives back its lock of that SKU, and the missing pieces leave the stock with the reason ``short``, so nobody
else is promised them. Called by the packing bench's ``short``; the lead's release of the order locks anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.stock.let_go import HOLD
from station.stock.safety import watched
from station.store import stock

if TYPE_CHECKING:
    from station.store.engine import Tx


def post_short(tx: Tx, order_id: str, sku: str, *, qty: int, actor: str, photo: str = "") -> int:
    """Take missing pieces of an order's SKU out of stock and return how many were taken."""
    left = qty
    with watched(tx, [sku]):
        for one in stock.live(tx, order_id):
            if one.sku != sku or one.warehouse is None or one.kind == HOLD:
                continue
            if not stock.end_allocation(tx, order_id, one.alloc_no, status="released"):
                continue
            shelf, gone = (sku, one.warehouse), min(left, one.qty)
            stock.change(tx, shelf, paid=-one.qty, on_hand=-gone)
            if gone:
                told = {"reason": "short", "actor": actor, "order_id": order_id, "photo": photo}
                stock.add_move(tx, shelf, column="on_hand", delta=-gone, **told)
            left -= gone
    return qty - left
