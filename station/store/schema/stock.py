"""Stock by warehouse and SKU, allocations by funding, and every change explained.

``stock.paid`` and ``stock.held`` are the sums of live allocations: the checks are the last guard against
overselling. Deposits freeze a quantity of the SKU without a warehouse (``stock_frozen``). Triggers (migration 0007)
keep movements append-only and refuse a live allocation on a cancelled order. ``station/stock/check.py`` audits all.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Table
from sqlalchemy import text as sql_text

from station.store.schema.base import metadata, moment, order_id, text
from station.store.types import GlobalId

_FROZEN = sql_text("status = 'live' AND warehouse IS NULL")
FUNDS = ("定金冻结", "全款占用", "无占用")

warehouses = Table(
    "warehouses",
    metadata,
    text("code", key=True),
    text("name"),
    Column("rank", Integer),
    text("keeper"),  # operator number of who fetches what this warehouse is short of
)

stock = Table(
    "stock",
    metadata,
    text("sku", key=True),
    text("warehouse", key=True),
    Column("on_hand", Integer, nullable=False, server_default="0"),
    Column("paid", Integer, nullable=False, server_default="0"),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("quarantine", Integer, nullable=False, server_default="0"),
    CheckConstraint("paid >= 0 AND held >= 0 AND quarantine >= 0 AND paid + held <= on_hand", name="not_oversold"),
)

stock_frozen = Table(
    "stock_frozen",
    metadata,
    text("sku", key=True),
    Column("frozen", Integer, nullable=False, server_default="0"),
    Column("factor_permille", Integer, nullable=False, server_default="300"),
    CheckConstraint("frozen >= 0", name="frozen"),
)

stock_campaigns = Table(
    "stock_campaigns",
    metadata,
    text("sku", key=True),
    text("campaign", key=True),
    Column("factor_permille", Integer, nullable=False),
    moment("from_at", required=True),
    moment("until_at", required=True),
    CheckConstraint("factor_permille BETWEEN 0 AND 1000 AND from_at < until_at", name="factor"),
)

stock_crossings = Table(
    "stock_crossings",
    metadata,
    text("sku", key=True),
    Column("crossing_id", GlobalId, primary_key=True),
    moment("at", required=True),
    Column("safety", Integer, nullable=False),
    Column("sellable", Integer, nullable=False),
    Column("on_hand", Integer, nullable=False),
    Column("frozen", Integer, nullable=False),
    moment("told_at"),
)

supply_shortages = Table(
    "supply_shortages",
    metadata,
    text("sku", key=True),
    moment("expected_at", required=True),
    moment("since", required=True),
    text("note"),
    text("actor"),
)

allocations = Table(
    "allocations",
    metadata,
    order_id(),
    Column("alloc_no", Integer, primary_key=True, autoincrement=False),
    Column("line_no", Integer, nullable=False),
    text("sku"),
    text("warehouse", default=None),
    Column("qty", Integer, nullable=False),
    text("fund"),
    text("kind"),
    text("status"),
    moment("at", required=True),
    moment("ended_at"),
    CheckConstraint("qty > 0", name="qty"),
    CheckConstraint("fund IN ('定金冻结', '全款占用', '无占用')", name="fund"),
    CheckConstraint("kind IN ('sale', 'exchange_reserve', 'exchange_hold')", name="kind"),
    CheckConstraint("status IN ('live', 'consumed', 'released')", name="status"),
    CheckConstraint("warehouse IS NOT NULL OR fund = '定金冻结'", name="warehouse"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    Index("ix_allocations_deposits", "sku", sqlite_where=_FROZEN, postgresql_where=_FROZEN),
)

stock_moves = Table(
    "stock_moves",
    metadata,
    text("sku", key=True),
    Column("move_id", GlobalId, primary_key=True),
    text("warehouse"),
    text("column"),
    Column("delta", Integer, nullable=False),
    text("reason"),
    Column("order_id", GlobalId),
    text("actor"),
    moment("at", required=True),
    text("photo"),  # hash of a picture that shows it
    Index(None, "sku", "at"),
)

stock_snapshots = Table(
    "stock_snapshots",
    metadata,
    order_id(),
    text("sku", key=True),
    text("warehouse", key=True),
    Column("on_hand", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
    Column("available", Integer, nullable=False),
    moment("at", required=True),
)
