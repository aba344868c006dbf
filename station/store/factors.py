"""Statements on the deposit factor: a SKU's own, those of campaigns, and how deposits ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, func, insert, select, update

from station.store.schema.stock import allocations, stock_campaigns, stock_frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


def put(tx: Tx, sku: str, permille: int) -> None:
    """Write a SKU's own factor."""
    changed = tx.execute(update(stock_frozen).where(stock_frozen.c.sku == sku).values(factor_permille=permille))
    if changed.rowcount == 0:
        tx.execute(insert(stock_frozen), {"sku": sku, "factor_permille": permille})


def put_campaign(tx: Tx, sku: str, campaign: str, *, permille: int, since: datetime, until: datetime) -> None:
    """Write a campaign's factor for a SKU, in place of what it had."""
    remove_campaign(tx, sku, campaign)
    values = {"sku": sku, "campaign": campaign, "factor_permille": permille, "from_at": since, "until_at": until}
    tx.execute(insert(stock_campaigns), values)


def remove_campaign(tx: Tx, sku: str, campaign: str) -> bool:
    """Forget a campaign's factor; ``False`` when there was none."""
    mine = (stock_campaigns.c.sku == sku, stock_campaigns.c.campaign == campaign)
    return tx.execute(delete(stock_campaigns).where(*mine)).rowcount == 1


def campaigns(tx: Tx, sku: str) -> list[Row[Any]]:
    """Return the campaigns of a SKU, the next to end first."""
    mine = select(stock_campaigns).where(stock_campaigns.c.sku == sku)
    return list(tx.execute(mine.order_by(stock_campaigns.c.until_at, stock_campaigns.c.campaign)))


def own(tx: Tx, sku: str) -> int | None:
    """Return a SKU's own factor in permille; ``None`` where nobody chose one and nothing was ever frozen."""
    return tx.execute(select(stock_frozen.c.factor_permille).where(stock_frozen.c.sku == sku)).scalar()


def with_deposits(tx: Tx) -> list[str]:
    """Return the SKUs that have or had deposits, a factor of their own, or a campaign."""
    both = select(stock_frozen.c.sku).union(select(stock_campaigns.c.sku))
    return sorted(row[0] for row in tx.execute(both))


def ended(tx: Tx, skus: Iterable[str], *, since: datetime) -> dict[str, tuple[int, int, int]]:
    """Return (deposits, pieces, pieces paid in full) of those that ended since then, by SKU."""
    qty, mine = allocations.c.qty, allocations.c.sku.in_(sorted(set(skus)))
    paid = func.sum(case((allocations.c.status == "consumed", qty), else_=0))
    query = (
        select(allocations.c.sku, func.count().label("n"), func.sum(qty).label("pieces"), paid.label("paid"))
        .where(mine, allocations.c.warehouse.is_(None), allocations.c.status != "live")
        .where(allocations.c.ended_at >= since)
        .group_by(allocations.c.sku)
    )
    return {row.sku: (int(row.n), int(row.pieces), int(row.paid)) for row in tx.execute(query)}
