"""Rules that supervisors write, by version.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "hint_rules",
        sa.Column("rule_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("rehearsed_at", types.UtcTime(), nullable=True),
        sa.Column("rehearsed_hits", sa.Integer(), nullable=True),
        sa.Column("switched_by", sa.Text(), server_default="", nullable=False),
        sa.Column("switched_at", types.UtcTime(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'on', 'off')", name=op.f("ck_hint_rules_state")),
        sa.PrimaryKeyConstraint("rule_id", "version", name=op.f("pk_hint_rules")),
    )
