"""What the shop knows: SKUs, stock, people, money, messages.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("order_id", types.GlobalId(), nullable=True),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", sa.JSON(), nullable=True),
        sa.Column("prev_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("hash", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("station", "seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_order_id"), "audit", ["order_id"], unique=False)
    op.create_table(
        "buyers",
        sa.Column("buyer_key", sa.Text(), nullable=False),
        sa.Column("key_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("orders", sa.Integer(), server_default="0", nullable=False),
        sa.Column("returns", sa.Integer(), server_default="0", nullable=False),
        sa.Column("complaints", sa.Integer(), server_default="0", nullable=False),
        sa.Column("no_messages", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("buyer_key", name=op.f("pk_buyers")),
    )
    op.create_table(
        "channel_codes",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("shop", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "shop", "code", name=op.f("pk_channel_codes")),
    )
    op.create_table(
        "complaints",
        sa.Column("buyer_key", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.Text(), nullable=False),
        sa.Column("order_id", types.GlobalId(), nullable=True),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("buyer_key", "complaint_id", name=op.f("pk_complaints")),
    )
    op.create_table(
        "import_files",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_import_files")),
    )
    op.create_table(
        "messages",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("received_at", types.UtcTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("channel", "message_id", name=op.f("pk_messages")),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "operators",
        sa.Column("operator_no", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("operator_no", name=op.f("pk_operators")),
    )
    op.create_table(
        "sku_barcodes",
        sa.Column("barcode", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("qty", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("barcode", "sku", name=op.f("pk_sku_barcodes")),
    )
    op.create_index(op.f("ix_sku_barcodes_sku"), "sku_barcodes", ["sku"], unique=False)
    op.create_table(
        "sku_parts",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("qty", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sku", "part", name=op.f("pk_sku_parts")),
    )
    op.create_table(
        "skus",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.Text(), server_default="", nullable=False),
        sa.Column("color", sa.Text(), server_default="", nullable=False),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("family", sa.Text(), server_default="", nullable=False),
        sa.Column("picture", sa.Text(), server_default="", nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("safety", sa.Integer(), server_default="0", nullable=False),
        sa.Column("discontinued", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_skus")),
    )
    op.create_index(op.f("ix_skus_family"), "skus", ["family"], unique=False)
    op.create_table(
        "stock",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("warehouse", sa.Text(), nullable=False),
        sa.Column("on_hand", sa.Integer(), server_default="0", nullable=False),
        sa.Column("paid", sa.Integer(), server_default="0", nullable=False),
        sa.Column("held", sa.Integer(), server_default="0", nullable=False),
        sa.Column("quarantine", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "paid >= 0 AND held >= 0 AND quarantine >= 0 AND paid + held <= on_hand", name=op.f("ck_stock_not_oversold")
        ),
        sa.PrimaryKeyConstraint("sku", "warehouse", name=op.f("pk_stock")),
    )
    op.create_table(
        "stock_frozen",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("frozen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("factor_permille", sa.Integer(), server_default="300", nullable=False),
        sa.CheckConstraint("frozen >= 0", name=op.f("ck_stock_frozen_frozen")),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_stock_frozen")),
    )
    op.create_table(
        "stock_moves",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("move_id", types.GlobalId(), nullable=False),
        sa.Column("warehouse", sa.Text(), server_default="", nullable=False),
        sa.Column("column", sa.Text(), server_default="", nullable=False),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("order_id", types.GlobalId(), nullable=True),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sku", "move_id", name=op.f("pk_stock_moves")),
    )
    op.create_index(op.f("ix_stock_moves_sku_at"), "stock_moves", ["sku", "at"], unique=False)
    op.create_table(
        "warehouses",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_warehouses")),
    )
