"""Statements on safety stock: what a SKU may still sell beside its safety quantity, and each crossing of that line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, insert, select, update
from uuid6 import uuid7

from station.store.schema.catalogue import skus
from station.store.schema.stock import stock, stock_campaigns, stock_crossings, stock_frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Row, Select

    from station.store.engine import Tx

FACTOR = 300  # permille of frozen deposits counted as sold, where nobody chose another (row A29)


@dataclass(frozen=True, slots=True)
class Level:
    """One SKU against its safety stock."""

    sku: str
    safety: int
    on_hand: int
    available: int
    frozen: int
    factor_permille: int

    @property
    def sellable(self) -> int:
        """What the network may still promise: available less the frozen share, rounded against us."""
        return self.available - -(-self.factor_permille * self.frozen // 1000)


@cache
def _levels(*, only_watched: bool) -> Select[Any]:
    free = stock.c.on_hand - stock.c.paid - stock.c.held
    query = (
        select(
            skus.c.code,
            skus.c.safety,
            func.coalesce(func.sum(stock.c.on_hand), 0).label("on_hand"),
            func.coalesce(func.sum(free), 0).label("available"),
            func.coalesce(stock_frozen.c.frozen, 0).label("frozen"),
            func.coalesce(_campaign(skus.c.code), stock_frozen.c.factor_permille, FACTOR).label("factor"),
        )
        .select_from(
            skus.outerjoin(stock, stock.c.sku == skus.c.code).outerjoin(stock_frozen, stock_frozen.c.sku == skus.c.code)
        )
        .where(skus.c.code.in_(bindparam("skus", expanding=True)))
        .group_by(skus.c.code, skus.c.safety, stock_frozen.c.frozen, stock_frozen.c.factor_permille)
    )
    return query.where(skus.c.safety > 0) if only_watched else query


def _campaign(sku: ColumnElement[str]) -> Any:
    now = bindparam("now", type_=stock_campaigns.c.from_at.type)
    running = and_(stock_campaigns.c.sku == sku, stock_campaigns.c.from_at <= now, stock_campaigns.c.until_at > now)
    return select(func.max(stock_campaigns.c.factor_permille)).where(running).scalar_subquery()


def levels(tx: Tx, codes: Iterable[str], *, only_watched: bool = False) -> dict[str, Level]:
    """Return the level of each of these SKUs; ``only_watched`` leaves out those without a safety stock."""
    wanted = sorted(set(codes))
    rows = tx.execute(_levels(only_watched=only_watched), {"skus": wanted, "now": tx.now}) if wanted else ()
    return {
        row.code: Level(row.code, row.safety, int(row.on_hand), int(row.available), row.frozen, row.factor)
        for row in rows
    }


def add_crossing(tx: Tx, level: Level) -> None:
    """Keep that a SKU fell below its safety stock just now."""
    values = {"sku": level.sku, "crossing_id": uuid7().hex, "at": tx.now, "safety": level.safety}
    values |= {"sellable": level.sellable, "on_hand": level.on_hand, "frozen": level.frozen}
    tx.execute(insert(stock_crossings), values)


def untold(tx: Tx) -> list[Row[Any]]:
    """Return crossings nobody was told of, oldest first."""
    query = select(stock_crossings, skus.c.name).join(skus, skus.c.code == stock_crossings.c.sku, isouter=True)
    return list(tx.execute(query.where(stock_crossings.c.told_at.is_(None)).order_by(stock_crossings.c.at)))


def set_told(tx: Tx, sku: str, crossing_id: str) -> bool:
    """Mark a crossing as told; ``False`` when it was already."""
    changed = tx.execute(
        update(stock_crossings)
        .where(
            stock_crossings.c.sku == sku,
            stock_crossings.c.crossing_id == crossing_id,
            stock_crossings.c.told_at.is_(None),
        )
        .values(told_at=tx.now)
    )
    return changed.rowcount == 1


def low(tx: Tx) -> list[str]:
    """Return the codes of SKUs that have a safety stock."""
    return [row.code for row in tx.execute(select(skus.c.code).where(skus.c.safety > 0).order_by(skus.c.code))]
