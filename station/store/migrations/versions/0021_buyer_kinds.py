"""The kind in front of a buyer's key is one sign: every order holds it in two tables and an index.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"

_TABLES = ("buyers", "complaints", "receivables", "orders")
_KINDS = ("phone", "channel")


def upgrade() -> None:
    """Write p: for phone: and c: for channel:, wherever keys stand."""
    for kind in _KINDS:
        shorter = f"'{kind[0]}' || substr(buyer_key, {len(kind) + 1})"
        for name in _TABLES:
            op.execute(f"UPDATE {name} SET buyer_key = {shorter} WHERE buyer_key LIKE '{kind}:%'")  # noqa: S608
        op.execute(f"UPDATE buyers SET key_kind = '{kind[0]}' WHERE key_kind = '{kind}'")  # noqa: S608
