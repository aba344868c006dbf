"""Return parcels on their way back, sealed parcels to fetch out, keyword rules supervisors changed; who decided a case.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables and columns."""
    op.add_column("after_sales", sa.Column("text_intent", sa.Text(), server_default="", nullable=False))
    op.add_column("after_sales", sa.Column("decided_by", sa.Text(), server_default="", nullable=False))
    op.add_column("after_sales", sa.Column("decided_at", types.UtcTime(), nullable=True))
    op.create_index(op.f("ix_after_sales_intent_status"), "after_sales", ["intent", "status"], unique=False)
    op.create_table(
        "return_parcels",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("parcel_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_no", sa.Text(), server_default="", nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=True),
        sa.Column("sku", sa.Text(), nullable=True),
        sa.Column("qty", sa.Integer(), server_default="1", nullable=False),
        sa.Column("tracking_no", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="expected", nullable=False),
        sa.Column("condition", sa.Text(), server_default="", nullable=False),
        sa.Column("found_sku", sa.Text(), nullable=True),
        sa.Column("photo", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("warehouse", sa.Text(), nullable=True),
        sa.Column("expected_at", types.UtcTime(), nullable=False),
        sa.Column("received_at", types.UtcTime(), nullable=True),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.Column("inspected_at", types.UtcTime(), nullable=True),
        sa.Column("inspected_by", sa.Text(), server_default="", nullable=False),
        sa.Column("stocked_at", types.UtcTime(), nullable=True),
        sa.Column("stocked_by", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("qty > 0", name=op.f("ck_return_parcels_qty")),
        sa.CheckConstraint(
            "state IN ('expected', 'received', 'inspected', 'stocked', 'closed')",
            name=op.f("ck_return_parcels_state"),
        ),
        sa.CheckConstraint(
            "condition IN ('', 'resellable', 'damaged', 'wrong_item')", name=op.f("ck_return_parcels_condition")
        ),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_return_parcels_order_id_orders")),
        sa.PrimaryKeyConstraint("order_id", "parcel_no", name=op.f("pk_return_parcels")),
    )
    op.create_index(
        op.f("ix_return_parcels_state_expected_at"), "return_parcels", ["state", "expected_at"], unique=False
    )
    op.create_table(
        "recalls",
        sa.Column("order_id", types.GlobalId(), nullable=False),
        sa.Column("recall_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", types.UtcTime(), nullable=False),
        sa.Column("closed_at", types.UtcTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name=op.f("fk_recalls_order_id_orders")),
        sa.PrimaryKeyConstraint("order_id", "recall_no", name=op.f("pk_recalls")),
    )
    op.create_index(op.f("ix_recalls_closed_at_opened_at"), "recalls", ["closed_at", "opened_at"], unique=False)
    op.create_table(
        "return_phrases",
        sa.Column("phrase_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("act", sa.Text(), server_default="add", nullable=False),
        sa.Column("state", sa.Text(), server_default="suggested", nullable=False),
        sa.Column("example", sa.Text(), server_default="", nullable=False),
        sa.Column("suggested_by", sa.Text(), server_default="", nullable=False),
        sa.Column("suggested_at", types.UtcTime(), nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", types.UtcTime(), nullable=True),
        sa.Column("from_version", sa.Integer(), nullable=True),
        sa.Column("to_version", sa.Integer(), nullable=True),
        sa.CheckConstraint("act IN ('add', 'drop')", name=op.f("ck_return_phrases_act")),
        sa.CheckConstraint(
            "state IN ('suggested', 'active', 'refused', 'retired')", name=op.f("ck_return_phrases_state")
        ),
        sa.PrimaryKeyConstraint("phrase_id", name=op.f("pk_return_phrases")),
    )
