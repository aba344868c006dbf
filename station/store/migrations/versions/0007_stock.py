"""Campaign factors, safety crossings, supplier shortages, photos of movements, and guards on the stock ledger.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0007"
down_revision = "0006"

_APPEND_ONLY = "stock_moves is append-only"
_CANCELLED = "a cancelled order holds no stock"
_HELD = "SELECT 1 FROM allocations WHERE order_id = NEW.order_id AND status = 'live'"
_OVER = "SELECT 1 FROM orders WHERE order_id = NEW.order_id AND state = 'cancelled'"
_SQLITE = (
    "CREATE TRIGGER stock_moves_no_update BEFORE UPDATE ON stock_moves"
    f" BEGIN SELECT RAISE(ABORT, '{_APPEND_ONLY}'); END",
    "CREATE TRIGGER stock_moves_no_delete BEFORE DELETE ON stock_moves"
    f" BEGIN SELECT RAISE(ABORT, '{_APPEND_ONLY}'); END",
    "CREATE TRIGGER orders_cancelled_holds_nothing BEFORE UPDATE OF state ON orders"
    f" WHEN NEW.state = 'cancelled' AND EXISTS ({_HELD}) BEGIN SELECT RAISE(ABORT, '{_CANCELLED}'); END",
    "CREATE TRIGGER allocations_not_cancelled BEFORE INSERT ON allocations"
    f" WHEN NEW.status = 'live' AND EXISTS ({_OVER}) BEGIN SELECT RAISE(ABORT, '{_CANCELLED}'); END",
)
_REFUSE = "USING ERRCODE = 'check_violation'"
_POSTGRESQL = (
    "CREATE FUNCTION stock_moves_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE '{_APPEND_ONLY}' {_REFUSE}; END $$",
    "CREATE TRIGGER stock_moves_no_change BEFORE UPDATE OR DELETE ON stock_moves"
    " FOR EACH ROW EXECUTE FUNCTION stock_moves_append_only()",
    "CREATE FUNCTION orders_cancelled_holds_nothing() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF EXISTS ({_HELD}) THEN RAISE '{_CANCELLED}' {_REFUSE}; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER orders_cancelled_holds_nothing BEFORE UPDATE OF state ON orders FOR EACH ROW"
    " WHEN (NEW.state = 'cancelled') EXECUTE FUNCTION orders_cancelled_holds_nothing()",
    "CREATE FUNCTION allocations_not_cancelled() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN IF EXISTS ({_OVER}) THEN RAISE '{_CANCELLED}' {_REFUSE}; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER allocations_not_cancelled BEFORE INSERT ON allocations FOR EACH ROW"
    " WHEN (NEW.status = 'live') EXECUTE FUNCTION allocations_not_cancelled()",
)


def upgrade() -> None:
    """Add the tables, the columns and the guards."""
    _tables()
    op.add_column("warehouses", sa.Column("keeper", sa.Text(), server_default="", nullable=False))
    op.add_column("stock_moves", sa.Column("photo", sa.Text(), server_default="", nullable=False))
    frozen = sa.text("status = 'live' AND warehouse IS NULL")
    op.create_index("ix_allocations_deposits", "allocations", ["sku"], sqlite_where=frozen, postgresql_where=frozen)
    guards = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for guard in guards:
        op.execute(sa.text(guard.replace(":", r"\:")))


def _tables() -> None:
    op.create_table(
        "stock_campaigns",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("factor_permille", sa.Integer(), nullable=False),
        sa.Column("from_at", types.UtcTime(), nullable=False),
        sa.Column("until_at", types.UtcTime(), nullable=False),
        sa.CheckConstraint(
            "factor_permille BETWEEN 0 AND 1000 AND from_at < until_at", name=op.f("ck_stock_campaigns_factor")
        ),
        sa.PrimaryKeyConstraint("sku", "campaign", name=op.f("pk_stock_campaigns")),
    )
    op.create_table(
        "stock_crossings",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("crossing_id", types.GlobalId(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("safety", sa.Integer(), nullable=False),
        sa.Column("sellable", sa.Integer(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.Integer(), nullable=False),
        sa.Column("told_at", types.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("sku", "crossing_id", name=op.f("pk_stock_crossings")),
    )
    op.create_table(
        "supply_shortages",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("expected_at", types.UtcTime(), nullable=False),
        sa.Column("since", types.UtcTime(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_supply_shortages")),
    )
