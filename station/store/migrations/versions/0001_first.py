"""The first tables.

Revision ID: 0001
Revises:
"""

from alembic import op

from station.store import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    schema.base.metadata.create_all(op.get_bind())
