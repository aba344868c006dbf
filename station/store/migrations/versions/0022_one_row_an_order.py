"""An order and who gets it are one row, found by its own columns.

Half of what an order took on a server were the heads of small rows and the keys of ``order_codes``.
A buyer has a row only when there is more to tell than what they ordered.
Names and the street stay sealed as they are; the town, sealed for itself until now, joins them when the key is at hand
(``station/store/towns.py``). Where there is no order yet, its column goes at once.

Revision ID: 0022
Revises: 0021
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_PEOPLE = ("name_mask", "phone_mask", "sealed")
_TAIL = {
    "sqlite": "tail40(order_id)",
    "postgresql": "('x' || right(replace(order_id::text, '-', ''), 10))::bit(40)::bigint",
}


def upgrade() -> None:
    """Move people, short code and the phone's end into the orders; drop the counts the orders tell."""
    conn = op.get_bind()
    _short_codes(conn)
    for name in ("name_mask", "phone_mask", "phone4"):
        op.add_column("orders", sa.Column(name, sa.Text))
    op.add_column("orders", sa.Column("sealed", sa.LargeBinary))
    told = ", ".join(f"{name} = p.{name}" for name in _PEOPLE)
    op.execute(f"UPDATE orders SET {told} FROM order_people p WHERE p.order_id = orders.order_id")  # noqa: S608
    op.execute(
        "UPDATE orders SET phone4 = c.code FROM order_codes c WHERE c.kind = 'phone4' AND c.order_id = orders.order_id"
    )
    op.drop_table("order_people")
    op.execute("DELETE FROM order_codes WHERE kind IN ('short', 'phone4')")
    op.execute(
        "DELETE FROM order_codes WHERE kind = 'channel' AND EXISTS"
        " (SELECT 1 FROM orders o WHERE o.order_id = order_codes.order_id AND o.number = order_codes.code)"
    )
    op.drop_column("buyers", "key_kind")
    op.drop_column("buyers", "orders")
    op.execute("DELETE FROM buyers WHERE returns = 0 AND complaints = 0 AND no_messages = 0 AND receivables = 0")
    for name in ("short_code", "number", "phone4", "name_mask"):
        op.create_index(f"ix_orders_{name}", "orders", [name])
    if conn.execute(sa.text("SELECT 1 FROM orders LIMIT 1")).first() is None:
        op.drop_column("orders", "town")
    else:
        op.execute("INSERT INTO meta (name, value) VALUES ('towns', 'apart')")


def _short_codes(conn: sa.Connection) -> None:
    if conn.dialect.name == "sqlite":
        driver: Any = conn.connection.dbapi_connection
        driver.create_function("tail40", 1, lambda told: int.from_bytes(told[-5:], "big"))
    op.drop_column("orders", "short_code")
    op.add_column("orders", sa.Column("short_code", sa.BigInteger, nullable=False, server_default="0"))
    op.execute(f"UPDATE orders SET short_code = {_TAIL[conn.dialect.name]}")  # noqa: S608
