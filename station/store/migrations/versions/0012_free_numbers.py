"""The next free waybill number is found without reading past every number ever used.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the index over the numbers that are free."""
    free = sa.text("taken_by IS NULL")
    op.create_index(
        "ix_waybill_pool_free", "waybill_pool", ["carrier", "number"], sqlite_where=free, postgresql_where=free
    )
