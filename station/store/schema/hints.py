"""Rules that supervisors write: one row a version, kept for good so that an old decision can be replayed."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Integer, Table

from station.store.schema.base import metadata, moment, text

hint_rules = Table(
    "hint_rules",
    metadata,
    text("rule_id", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    text("state", default="draft"),
    text("made_by"),
    moment("made_at", required=True),
    moment("rehearsed_at"),
    Column("rehearsed_hits", Integer),
    text("switched_by"),
    moment("switched_at"),
    CheckConstraint("state IN ('draft', 'on', 'off')", name="state"),
)
