"""What moves an order on: pick lists, files that were asked for, and values a state wants (job number, line)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table

from station.store.schema.base import metadata, moment, order_id, sealed, text
from station.store.types import SealedBytes

picks = Table(
    "picks",
    metadata,
    order_id(),
    text("pick_no", key=True),
    Column("place", Integer, nullable=False),  # of the order on the list, from 1
    text("station"),
    text("made_by"),
    text("picker"),
    moment("made_at", required=True),
    moment("printed_at"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    Index(None, "pick_no"),
)

attachments = Table(
    "attachments",
    metadata,
    order_id(),
    text("kind", key=True),
    text("digest", key=True),
    sealed("name"),
    text("actor"),
    moment("at", required=True),
    Column("content", SealedBytes, nullable=False),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)

order_fields = Table(
    "order_fields",
    metadata,
    order_id(),
    text("field", key=True),
    sealed("value"),
    text("actor"),
    moment("at", required=True),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)
