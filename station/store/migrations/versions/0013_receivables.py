"""What buyers owe and when they paid it, by buyer; a buyer who has such rows is marked.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table and the mark."""
    op.create_table(
        "receivables",
        sa.Column("buyer_key", sa.Text(), nullable=False),
        sa.Column("receivable_id", sa.Text(), nullable=False),
        sa.Column("due_at", types.UtcTime(), nullable=False),
        sa.Column("paid_at", types.UtcTime(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("buyer_key", "receivable_id", name=op.f("pk_receivables")),
    )
    op.add_column("buyers", sa.Column("receivables", sa.Integer(), server_default="0", nullable=False))
