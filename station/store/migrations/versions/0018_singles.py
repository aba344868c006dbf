"""The next order that is one piece of an SKU is found without reading past every line ever sold.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the SKU of orders of one piece, with an index over those that wait."""
    op.add_column("orders", sa.Column("single_sku", sa.Text(), nullable=True))
    op.execute(
        "UPDATE orders SET single_sku = (SELECT CASE WHEN COUNT(*) = 1 AND MAX(qty) = 1 THEN MAX(sku) END"
        " FROM order_lines WHERE order_lines.order_id = orders.order_id)"
        " WHERE state NOT IN ('shipped', 'delivered', 'cancelled')"
    )
    waiting = sa.text("single_sku IS NOT NULL AND state IN ('allocated', 'picking')")
    op.create_index(
        "ix_orders_singles",
        "orders",
        ["single_sku", "ship_by", "accepted_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
