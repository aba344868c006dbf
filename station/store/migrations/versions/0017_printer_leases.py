"""Who drains which printer, across machines: a lease that must be renewed.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "printer_leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("until", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_printer_leases")),
    )
