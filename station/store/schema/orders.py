"""The order master, everything keyed by the global order id.

A scan finds an order by its short code, channel number or phone tail, each a column with an index, or by one of its
further numbers in ``order_codes``: waybills, numbers of parts. Holds, after-sale cases and milestones are facts beside
the state, never states. Who gets the parcel is sealed (name, phone, street, town) and shown by masks.
"""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table, Text
from sqlalchemy import text as sql

from station.store.schema.base import metadata, moment, order_id, sealed, text
from station.store.short import ShortCode
from station.store.types import Fen, GlobalId

SEALED = ("name", "phone", "detail", "town")  # who gets the parcel, in this order without their names
SINGLES = "single_sku IS NOT NULL AND state IN ('allocated', 'picking')"  # of one piece, and waiting for it

orders = Table(
    "orders",
    metadata,
    order_id(),
    Column("short_code", ShortCode, nullable=False, server_default="0"),
    text("profile", default="shop"),
    text("state"),
    text("channel"),
    text("shop"),
    text("number"),
    text("channel_status"),
    text("buyer_key", default=None),
    moment("created_at"),
    moment("accepted_at", required=True),
    moment("paid_at"),
    moment("ship_by"),
    moment("promise_at"),
    moment("approved_at"),
    moment("locked_at"),
    moment("picklist_at"),
    moment("opened_at"),
    moment("packed_at"),
    moment("label_printed_at"),
    moment("invoiced_at"),
    moment("shipped_at"),
    moment("delivered_at"),
    moment("state_at"),
    moment("source_at", required=True),
    text("carrier", default=None),
    text("waybill_no", default=None),
    Column("received_fen", Fen),
    Column("fee_fen", Fen),
    Column("deposit_fen", Fen),
    text("province"),
    text("city"),
    text("district"),
    sealed("buyer_note"),
    sealed("seller_note"),
    Column("flags", JSON),
    text("source", default="file"),
    Column("exchange_of", GlobalId),
    text("single_sku", default=None),
    Column("version", Integer, nullable=False, server_default="1"),
    text("name_mask", default=None),
    text("phone_mask", default=None),
    text("phone4", default=None),
    Column("sealed", LargeBinary),  # NULL: nobody told who, or it is forgotten
    Index(None, "short_code"),
    Index(None, "number"),
    Index(None, "phone4"),
    Index(None, "name_mask"),
    Index(None, "buyer_key", "created_at"),
    Index(None, "state", "state_at"),
    Index(
        "ix_orders_singles",
        "single_sku",
        "ship_by",
        "accepted_at",
        sqlite_where=sql(SINGLES),
        postgresql_where=sql(SINGLES),
    ),
)

order_codes = Table(
    "order_codes",
    metadata,
    text("code", key=True),
    text("kind", key=True),
    order_id(),
    sqlite_with_rowid=False,
)

channel_refs = Table(
    "channel_refs",
    metadata,
    order_id(),
    text("channel", key=True),
    text("shop", key=True),
    text("number", key=True),
    text("source"),
    moment("first_seen", required=True),
    moment("updated_at", required=True),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    sqlite_with_rowid=False,
)

order_lines = Table(
    "order_lines",
    metadata,
    order_id(),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    text("sku", default=None),
    text("channel_code", default=None),
    text("name"),
    text("spec"),
    Column("qty", Integer, nullable=False),
    Column("price_fen", Fen),
    Column("is_gift", Integer, nullable=False, server_default="0"),
    text("bundle", default=None),
    text("sub_no", default=None),
    CheckConstraint("qty > 0", name="qty"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    sqlite_with_rowid=False,
)

holds = Table(
    "holds",
    metadata,
    order_id(),
    text("hold_id", key=True),
    text("reason"),
    text("rule", default=None),
    moment("opened_at", required=True),
    text("opened_by"),
    moment("closed_at"),
    text("closed_by", default=None),
    Column("note", Text),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)
