"""Stock by warehouse and SKU, allocations by funding, and every change explained.

``stock.paid`` and ``stock.held`` are the sums of live allocations: the checks are the last guard against
overselling. Deposits freeze a quantity of the SKU without a warehouse (``stock_frozen``).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Table

from station.store.schema.base import metadata, moment, order_id, text
from station.store.types import GlobalId

FUNDS = ("定金冻结", "全款占用", "无占用")

warehouses = Table("warehouses", metadata, text("code", key=True), text("name"), Column("rank", Integer))

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
