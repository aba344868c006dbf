"""Layouts of labels that supervisors make, by version.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "label_designs",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("active", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("kind", "version", name=op.f("pk_label_designs")),
    )
