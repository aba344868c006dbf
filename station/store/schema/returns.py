"""After-sale cases: what the platform says, what the text says, what was done."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Integer, Table

from station.store.schema.base import metadata, moment, order_id, text
from station.store.types import GlobalId

after_sales = Table(
    "after_sales",
    metadata,
    order_id(),
    text("case_no", key=True),
    text("channel"),
    text("platform_type", default=None),
    text("intent"),
    Column("confidence_percent", Integer),
    Column("why", JSON),
    text("text"),
    text("status"),
    Column("wanted", JSON),
    Column("line_no", Integer),
    text("new_sku", default=None),
    Column("exchange_order_id", GlobalId),
    moment("applied_at"),
    moment("changed_at", required=True),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)
