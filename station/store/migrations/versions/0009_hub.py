"""The order hub: what must still be fetched, phones' tokens, page behaviour, and when a case's source spoke.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the tables and the column."""
    op.create_table(
        "fetches",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("case_no", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("shop", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_at", types.UtcTime(), nullable=False),
        sa.Column("due_at", types.UtcTime(), nullable=False),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("channel", "number", "case_no", name=op.f("pk_fetches")),
    )
    op.create_index("ix_fetches_due_at", "fetches", ["due_at"])
    op.create_table(
        "upload_tokens",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("expires_at", types.UtcTime(), nullable=False),
        sa.Column("used_at", types.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_upload_tokens")),
    )
    op.create_table(
        "page_events",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", "event_id", name=op.f("pk_page_events")),
    )
    stuck = sa.text("state = 'stuck'")
    op.create_index("ix_messages_stuck", "messages", ["received_at"], sqlite_where=stuck, postgresql_where=stuck)
    op.add_column("after_sales", sa.Column("told_at", types.UtcTime(), nullable=True))
