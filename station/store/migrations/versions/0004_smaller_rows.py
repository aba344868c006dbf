"""Smaller rows: buyer keys of 96 bits, and no second key in the tables every order writes to.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEYED = ("order_lines", "order_people", "buyers")


def upgrade() -> None:
    """Cut the keys and build the tables anew (SQLite)."""
    short = "substr(buyer_key, 1, CASE WHEN buyer_key LIKE 'phone:%' THEN 30 ELSE 32 END)"
    for table in ("orders", "buyers", "complaints"):
        op.execute(sa.text(f"UPDATE {table} SET buyer_key = {short} WHERE buyer_key IS NOT NULL"))  # noqa: S608
    if op.get_bind().dialect.name == "sqlite":
        for table in _KEYED:
            with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_with_rowid": False}):
                pass
