"""Operators, the audit chain, buyers and their complaints."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, Table

from station.store.schema.base import metadata, moment, sealed, text
from station.store.types import GlobalId

operators = Table(
    "operators",
    metadata,
    text("operator_no", key=True),
    sealed("name"),
    text("role"),
    text("pin_hash", default=None),
    Column("active", Integer, nullable=False, server_default="1"),
    text("badge"),  # what the badge says: the number at first, another code once it was lost
    Column("pin_tries", Integer, nullable=False, server_default="0"),  # wrong ones since the last right one
    moment("pin_wait_until"),
    moment("pin_locked_at"),
)

audit = Table(
    "audit",
    metadata,
    text("station", key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    moment("at", required=True),
    text("actor"),
    text("action"),
    Column("order_id", GlobalId),
    text("subject"),
    Column("detail", JSON),
    text("prev_hash"),
    text("hash"),
    Index(None, "order_id"),
)

buyers = Table(  # those who sent something back, complained, owe or asked for silence
    "buyers",
    metadata,
    text("buyer_key", key=True),
    Column("returns", Integer, nullable=False, server_default="0"),
    Column("complaints", Integer, nullable=False, server_default="0"),
    Column("no_messages", Integer, nullable=False, server_default="0"),  # asked not to be texted
    Column("receivables", Integer, nullable=False, server_default="0"),  # rows below
    sqlite_with_rowid=False,
)

complaints = Table(
    "complaints",
    metadata,
    text("buyer_key", key=True),
    text("complaint_id", key=True),
    Column("order_id", GlobalId),
    text("kind"),
    sealed("words"),
    moment("at", required=True),
)

receivables = Table(  # what a buyer owes; a day that passed unpaid, or paid after it, is overdue
    "receivables",
    metadata,
    text("buyer_key", key=True),
    text("receivable_id", key=True),
    moment("due_at", required=True),
    moment("paid_at"),
    Column("amount_fen", BigInteger),
)
