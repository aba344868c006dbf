"""A buyer's key keeps its 96 bits in 16 signs instead of 24: three tables and an index hold it for every order.

Revision ID: 0019
Revises: 0018
"""

import base64

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_TABLES = ("buyers", "complaints", "receivables", "orders")


def upgrade() -> None:
    """Write every key the shorter way; one that is not 24 hexadecimal digits is left alone."""
    conn = op.get_bind()
    op.execute("CREATE TEMPORARY TABLE shorter (before VARCHAR(64) PRIMARY KEY, after VARCHAR(64))")
    told = " UNION ".join(f"SELECT buyer_key FROM {name} WHERE buyer_key IS NOT NULL" for name in _TABLES)  # noqa: S608
    pairs = [{"before": key, "after": after} for (key,) in conn.execute(sa.text(told)) if (after := _shorter(key))]
    if pairs:
        conn.execute(sa.text("INSERT INTO shorter (before, after) VALUES (:before, :after)"), pairs)
    for name in _TABLES:
        op.execute(
            f"UPDATE {name} SET buyer_key = (SELECT after FROM shorter WHERE before = {name}.buyer_key)"  # noqa: S608
            " WHERE buyer_key IN (SELECT before FROM shorter)"
        )
    op.execute("DROP TABLE shorter")


def _shorter(key: str) -> str | None:
    kind, _colon, digits = key.partition(":")
    try:
        signs = bytes.fromhex(digits)
    except ValueError:
        return None
    return f"{kind}:{base64.urlsafe_b64encode(signs).decode()}" if len(digits) == 24 else None
