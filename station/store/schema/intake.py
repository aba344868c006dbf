"""What came in: messages and files, each once, and order lines nobody could map."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from station.store.schema.base import metadata, moment, text
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
