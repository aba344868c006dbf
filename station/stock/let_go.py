"""Locks of single lines let go: a refunded line, an exchanged item back on its shelf, or gone with its parcel.

Called by intake (a line was refunded, the platform says the order left), packing (the exchange was sealed) and
returns (an exchange was called off).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.store import stock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from station.store.engine import Tx

HOLD = "exchange_hold"


def release_lines(tx: Tx, order_id: str, line_nos: Collection[int]) -> None:
    """Give back what these lines hold for sale."""
    for one in stock.live(tx, order_id):
        if one.line_no not in line_nos or one.kind == HOLD:
            continue
        if stock.end_allocation(tx, order_id, one.alloc_no, status="released"):
            if one.warehouse is None:
                stock.freeze(tx, one.sku, -one.qty)
            else:
                stock.change(tx, (one.sku, one.warehouse), paid=-one.qty)


def release_holds(tx: Tx, order_id: str, line_no: int | None) -> None:
    """The exchanged item never left: it may be sold again."""
    for one, warehouse in _held(tx, order_id, line_no):
        if stock.end_allocation(tx, order_id, one.alloc_no, status="released"):
            stock.change(tx, (one.sku, warehouse), held=-one.qty)


def consume_holds(tx: Tx, order_id: str, *, actor: str) -> None:
    """The exchanged items left all the same, in the parcel that was to be fetched out."""
    for one, warehouse in _held(tx, order_id, None):
        if stock.end_allocation(tx, order_id, one.alloc_no, status="consumed"):
            shelf = (one.sku, warehouse)
            stock.change(tx, shelf, held=-one.qty, on_hand=-one.qty)
            stock.add_move(
                tx, shelf, column="on_hand", delta=-one.qty, reason="shipped", actor=actor, order_id=order_id
            )


def give_back_holds(tx: Tx, order_id: str, line_no: int | None) -> None:
    """The exchange was called off: the item is the order's again."""
    for one, warehouse in _held(tx, order_id, line_no):
        stock.set_kind(tx, order_id, one.alloc_no, kind="sale")
        stock.change(tx, (one.sku, warehouse), held=-one.qty, paid=one.qty)


def _held(tx: Tx, order_id: str, line_no: int | None) -> Iterator[tuple[stock.Allocation, str]]:
    for one in stock.live(tx, order_id):
        if one.kind == HOLD and one.warehouse is not None and line_no in (None, one.line_no):
            yield one, one.warehouse
