"""What a printer says of itself, told by the program that drains it, so that the desk sees it too.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add two columns."""
    for name in ("lamp", "says"):
        op.add_column("printer_leases", sa.Column(name, sa.Text(), server_default="", nullable=False))
