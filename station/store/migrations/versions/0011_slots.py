"""Orders waiting in a slot of the sorting wall are found by bench and slot.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the index over the few sessions that wait in a slot."""
    waiting = sa.text("tote <> ''")
    op.create_index(
        "ix_pack_sessions_slot", "pack_sessions", ["station", "tote"], sqlite_where=waiting, postgresql_where=waiting
    )
