"""What came in: messages and files, each once, and order lines nobody could map."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, LargeBinary, Table

from station.store.schema.base import metadata, moment, text

messages = Table(
    "messages",
    metadata,
    text("channel", key=True),
    text("message_id", key=True),
    moment("received_at", required=True),
    Column("body", LargeBinary, nullable=False),
    text("state"),
    text("why"),
)

import_files = Table(
    "import_files",
    metadata,
    text("sha256", key=True),
    text("name"),
    text("channel"),
    moment("at", required=True),
    Column("rows", Integer, nullable=False),
    Column("result", JSON),
)
