"""Statements that read and audit the stock ledger: movements, and counters against allocations, over the whole store.

Each audit is one statement with groups; an empty answer means it holds. Asked by ``station/stock/check.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select

from station.store.schema.orders import orders
from station.store.schema.stock import allocations, stock, stock_frozen, stock_moves

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Row

    from station.store.engine import Tx

_HELD = allocations.c.kind == "exchange_hold"
_MOVED = ("on_hand", "quarantine")


def _sum(condition: ColumnElement[bool], value: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, value), else_=0)), 0)


def moves(tx: Tx, sku: str) -> list[Row[Any]]:
    """Return every movement of a SKU with the order it was for, oldest first."""
    return list(
        tx.execute(
            select(stock_moves, orders.c.short_code)
            .outerjoin(orders, orders.c.order_id == stock_moves.c.order_id)
            .where(stock_moves.c.sku == sku)
            .order_by(stock_moves.c.move_id)
        )
    )


def everything(tx: Tx) -> list[Row[Any]]:
    """Return every shelf: SKU, warehouse and counters."""
    return list(tx.execute(select(stock).order_by(stock.c.sku, stock.c.warehouse)))


def counters_astray(tx: Tx) -> list[Row[Any]]:
    """Return shelves whose paid or held quantity is not the sum of their live allocations, or is more than is there."""
    qty = allocations.c.qty
    live = (
        select(
            allocations.c.sku,
            allocations.c.warehouse,
            _sum(~_HELD, qty).label("paid"),
            _sum(_HELD, qty).label("held"),
        )
        .where(allocations.c.status == "live", allocations.c.warehouse.is_not(None))
        .group_by(allocations.c.sku, allocations.c.warehouse)
        .subquery()
    )
    names = ("paid", "held")
    counted = [func.coalesce(stock.c[name], 0).label(name) for name in names]
    summed = [func.coalesce(live.c[name], 0).label(f"live_{name}") for name in names]
    same = and_(stock.c.sku == live.c.sku, stock.c.warehouse == live.c.warehouse)
    place = [func.coalesce(stock.c[name], live.c[name]).label(name) for name in ("sku", "warehouse")]
    wrong = or_(
        *(func.coalesce(stock.c[name], 0) != func.coalesce(live.c[name], 0) for name in names),
        stock.c.paid + stock.c.held > stock.c.on_hand,
    )
    query = select(*place, *counted, *summed, func.coalesce(stock.c.on_hand, 0).label("on_hand"))
    return list(tx.execute(query.select_from(stock.outerjoin(live, same, full=True)).where(wrong)))


def frozen_astray(tx: Tx) -> list[Row[Any]]:
    """Return SKUs whose frozen quantity is not the sum of their live deposits."""
    live = (
        select(allocations.c.sku, func.sum(allocations.c.qty).label("qty"))
        .where(allocations.c.status == "live", allocations.c.warehouse.is_(None))
        .group_by(allocations.c.sku)
        .subquery()
    )
    counted, summed = func.coalesce(stock_frozen.c.frozen, 0), func.coalesce(live.c.qty, 0)
    query = select(
        func.coalesce(stock_frozen.c.sku, live.c.sku).label("sku"), counted.label("frozen"), summed.label("live_frozen")
    ).select_from(stock_frozen.outerjoin(live, stock_frozen.c.sku == live.c.sku, full=True))
    return list(tx.execute(query.where(counted != summed)))


def moves_astray(tx: Tx) -> list[Row[Any]]:
    """Return shelves where what lies there is not the sum of its movements."""
    moves = stock_moves.c
    moved = (
        select(moves.sku, moves.warehouse, *(_sum(moves.column == name, moves.delta).label(name) for name in _MOVED))
        .group_by(moves.sku, moves.warehouse)
        .subquery()
    )
    same = and_(stock.c.sku == moved.c.sku, stock.c.warehouse == moved.c.warehouse)
    place = [func.coalesce(stock.c[name], moved.c[name]).label(name) for name in ("sku", "warehouse")]
    counted = [func.coalesce(stock.c[name], 0).label(name) for name in _MOVED]
    summed = [func.coalesce(moved.c[name], 0).label(f"moved_{name}") for name in _MOVED]
    wrong = or_(*(func.coalesce(stock.c[name], 0) != func.coalesce(moved.c[name], 0) for name in _MOVED))
    query = select(*place, *counted, *summed).select_from(stock.outerjoin(moved, same, full=True))
    return list(tx.execute(query.where(wrong)))


def shipped_astray(tx: Tx) -> list[Row[Any]]:
    """Return (order, SKU) where what was taken out as shipped is not what was consumed."""
    took = select(
        allocations.c.order_id, allocations.c.sku, allocations.c.warehouse, allocations.c.qty.label("qty")
    ).where(allocations.c.status == "consumed", allocations.c.warehouse.is_not(None))
    moved = select(stock_moves.c.order_id, stock_moves.c.sku, stock_moves.c.warehouse, stock_moves.c.delta).where(
        stock_moves.c.reason == "shipped", stock_moves.c.column == "on_hand"
    )
    both = took.union_all(moved).subquery()
    total = func.sum(both.c.qty)
    query = select(both.c.order_id, both.c.sku, both.c.warehouse, total.label("qty"))
    return list(tx.execute(query.group_by(both.c.order_id, both.c.sku, both.c.warehouse).having(total != 0)))


def cancelled_holding(tx: Tx) -> list[Row[Any]]:
    """Return cancelled orders that still hold something."""
    return list(
        tx.execute(
            select(orders.c.short_code, allocations.c.sku, allocations.c.qty)
            .join(allocations, allocations.c.order_id == orders.c.order_id)
            .where(allocations.c.status == "live", orders.c.state == "cancelled")
        )
    )


def locked_without_lock(tx: Tx) -> list[Row[Any]]:
    """Return orders said to be locked that hold nothing at all, or have no time they were locked at."""
    holds = select(allocations.c.order_id).where(
        allocations.c.order_id == orders.c.order_id, allocations.c.status != "released"
    )
    query = select(orders.c.short_code).where(
        orders.c.state == "allocated", or_(orders.c.locked_at.is_(None), ~holds.exists())
    )
    return list(tx.execute(query))
