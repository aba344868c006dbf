"""Slip drafts by the hash of their photo."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Table

from station.store.schema.base import metadata, moment, text
from station.store.types import GlobalId

slips = Table(
    "slips",
    metadata,
    text("sha256", key=True),
    text("state"),
    Column("draft", LargeBinary),
    Column("order_id", GlobalId),
    text("station"),
    moment("created_at", required=True),
    moment("changed_at", required=True),
)
