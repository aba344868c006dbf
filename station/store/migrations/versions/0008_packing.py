"""What packing keeps of a parcel: boxes, weights, captured numbers, for whom it was opened, and the proof it left.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns and tables."""
    op.add_column("skus", sa.Column("capture", sa.Text(), server_default="", nullable=False))
    op.add_column("pack_sessions", sa.Column("opened_for", sa.Text(), server_default="", nullable=False))
    op.add_column("pack_sessions", sa.Column("boxes", sa.Integer(), server_default="1", nullable=False))
    op.add_column("pack_sessions", sa.Column("weight_g", sa.Integer(), nullable=True))
    op.add_column("pack_sessions", sa.Column("tote", sa.Text(), server_default="", nullable=False))
    op.add_column("pack_steps", sa.Column("box", sa.Integer(), server_default="1", nullable=False))
    op.add_column("pack_steps", sa.Column("captured", sa.Text(), server_default="", nullable=False))
    op.add_column("benches", sa.Column("times", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "leaving_proofs",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_leaving_proofs_order_id_orders"),
        sa.PrimaryKeyConstraint("order_id", "kind", name="pk_leaving_proofs"),
    )
    op.create_table(
        "parcel_photos",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("photo_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("station", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("picture", types.SealedBytes(), nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_parcel_photos_order_id_orders"),
        sa.PrimaryKeyConstraint("order_id", "photo_no", name="pk_parcel_photos"),
    )
    op.create_table(
        "sku_weights",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("parcels", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mean_mg", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("sku", name="pk_sku_weights"),
    )
