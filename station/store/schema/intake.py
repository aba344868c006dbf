"""What came in: messages and files, each once; what must still be fetched; phones' tokens; page behaviour."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table
from sqlalchemy import text as sql

from station.store.schema.base import metadata, moment, order_id, text
from station.store.types import SealedBytes, SealedJson

messages = Table(
    "messages",
    metadata,
    text("channel", key=True),
    text("message_id", key=True),
    moment("received_at", required=True),
    Column("body", SealedBytes, nullable=False),
    text("state"),
    text("why"),
)
_STUCK = sql("state = 'stuck'")
Index("ix_messages_stuck", messages.c.received_at, sqlite_where=_STUCK, postgresql_where=_STUCK)

import_files = Table(
    "import_files",
    metadata,
    text("sha256", key=True),
    text("name"),
    text("channel"),
    moment("at", required=True),
    Column("rows", Integer, nullable=False),
    Column("result", SealedJson),
)

fetches = Table(  # 待拉取: a message named it, its facts must be fetched
    "fetches",
    metadata,
    text("channel", key=True),
    text("number", key=True),
    text("case_no", key=True),
    text("kind"),
    text("shop"),
    moment("asked_at", required=True),
    moment("due_at", required=True),
    Column("times", Integer, nullable=False, server_default="1"),
    Column("tries", Integer, nullable=False, server_default="0"),
    text("why"),
    Index(None, "due_at"),
)

upload_tokens = Table(
    "upload_tokens",
    metadata,
    text("token_hash", key=True),
    text("station"),
    text("made_by"),
    moment("expires_at", required=True),
    moment("used_at"),
)

page_events = Table(  # what a buyer did on the order's page; the order itself may come later
    "page_events",
    metadata,
    order_id(),
    text("event_id", key=True),
    text("kind"),
    moment("at", required=True),
)
