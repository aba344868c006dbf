"""Badges that can be lost, PINs that are slowed and locked, and an audit trail the database itself keeps whole.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from station.store import types

revision = "0005"
down_revision = "0004"

_SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit"
    " WHEN EXISTS (SELECT 1 FROM audit WHERE station = NEW.station AND seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
)
_POSTGRESQL = (
    "CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE 'audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit EXECUTE FUNCTION audit_append_only()",
)


def upgrade() -> None:
    """Add the columns and the guards."""
    op.add_column("operators", sa.Column("badge", sa.Text(), server_default="", nullable=False))
    op.add_column("operators", sa.Column("pin_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("operators", sa.Column("pin_wait_until", types.UtcTime(), nullable=True))
    op.add_column("operators", sa.Column("pin_locked_at", types.UtcTime(), nullable=True))
    op.execute("UPDATE operators SET badge = operator_no")
    guards = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for guard in guards:
        op.execute(guard)
