"""Returned goods in stock: checked in quarantine first, then on the shelf or written off (row A14, DOMAIN 4.4).

What comes back is nobody's to sell before somebody looked at it. Called by ``station/returns/goods.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.store import stock

if TYPE_CHECKING:
    from station.store.engine import Tx


def put_in(tx: Tx, sku: str, warehouse: str, *, qty: int, order_id: str, actor: str) -> None:
    """Goods came back: to be checked."""
    shelf = (sku, warehouse)
    stock.change(tx, shelf, quarantine=qty)
    stock.add_move(tx, shelf, column="quarantine", delta=qty, reason="returned", order_id=order_id, actor=actor)


def take_out(tx: Tx, sku: str, warehouse: str, *, qty: int, order_id: str, actor: str, reason: str) -> None:
    """Goods leave quarantine without going on the shelf: written off, or another item than thought."""
    shelf = (sku, warehouse)
    stock.change(tx, shelf, quarantine=-qty)
    stock.add_move(tx, shelf, column="quarantine", delta=-qty, reason=reason, order_id=order_id, actor=actor)


def put_on_shelf(tx: Tx, sku: str, warehouse: str, *, qty: int, order_id: str, actor: str) -> None:
    """Checked goods go back on the shelf."""
    shelf = (sku, warehouse)
    stock.change(tx, shelf, quarantine=-qty, on_hand=qty)
    for column, delta in (("quarantine", -qty), ("on_hand", qty)):
        stock.add_move(tx, shelf, column=column, delta=delta, reason="restocked", order_id=order_id, actor=actor)
