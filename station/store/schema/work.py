"""Work for people (tickets) and messages out (notices)."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table

from station.store.schema.base import metadata, moment, order_id, text
from station.store.types import GlobalId

tickets = Table(
    "tickets",
    metadata,
    order_id(),
    text("ticket_id", key=True),
    text("kind"),
    text("title"),
    text("body"),
    text("sku", default=None),
    Column("qty", Integer),
    text("from_warehouse", default=None),
    text("to_warehouse", default=None),
    text("role"),
    text("assignee", default=None),
    moment("due_at", required=True),
    text("state", default="open"),
    Column("level", Integer, nullable=False, server_default="0"),
    moment("created_at", required=True),
    moment("closed_at"),
    text("closed_by", default=None),
    text("outcome"),
    Index(None, "state", "due_at"),
    Index(None, "ticket_id"),
)

notices = Table(
    "notices",
    metadata,
    text("dedupe_key", key=True),
    text("gateway"),
    text("body"),
    text("state", default="queued"),
    Column("tries", Integer, nullable=False, server_default="0"),
    moment("due_at", required=True),
    moment("created_at", required=True),
    Column("order_id", GlobalId),  # whose recipient it goes to; a phone number is never stored here
    moment("sent_at"),
    text("why"),
    Index(None, "state", "due_at"),
)
