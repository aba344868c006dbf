"""What moves an order on: pick lists, attached files, fields that states want, the invoice's own moment.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the column and the tables."""
    op.add_column("orders", sa.Column("invoiced_at", types.UtcTime(), nullable=True))
    op.create_table(
        "picks",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("pick_no", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("station", sa.Text(), server_default="", nullable=False),
        sa.Column("made_by", sa.Text(), server_default="", nullable=False),
        sa.Column("picker", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("printed_at", types.UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_picks_order_id_orders"),
        sa.PrimaryKeyConstraint("order_id", "pick_no", name="pk_picks"),
    )
    op.create_index("ix_picks_pick_no", "picks", ["pick_no"])
    op.create_table(
        "attachments",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", types.SealedText(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("content", types.SealedBytes(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_attachments_order_id_orders"),
        sa.PrimaryKeyConstraint("order_id", "kind", "digest", name="pk_attachments"),
    )
    op.create_table(
        "order_fields",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", types.SealedText(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_order_fields_order_id_orders"),
        sa.PrimaryKeyConstraint("order_id", "field", name="pk_order_fields"),
    )
