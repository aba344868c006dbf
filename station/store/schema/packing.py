"""The packing session of an order, hint decisions and answers, and the journal of scans."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table

from station.store.schema.base import metadata, moment, order_id, sealed, text
from station.store.types import GlobalId, SealedBytes, SealedJson

benches = Table(
    "benches",
    metadata,
    text("station", key=True),
    text("operator_no", default=None),
    Column("order_id", GlobalId),
    moment("since"),
    text("day"),
    Column("packed", Integer, nullable=False, server_default="0"),
    Column("stopped", Integer, nullable=False, server_default="0"),
    Column("times", Integer, nullable=False, server_default="1"),  # what the next item scan counts
)

pack_sessions = Table(
    "pack_sessions",
    metadata,
    order_id(),
    text("station"),
    text("operator_no"),
    moment("opened_at", required=True),
    moment("closed_at"),
    text("verdict"),
    text("print_job", default=None),
    Column("stopped", Integer, nullable=False, server_default="0"),
    text("opened_for"),  # digests of name, phone and address as they stood when the packer was told
    Column("boxes", Integer, nullable=False, server_default="1"),
    Column("weight_g", Integer),
    text("tote"),  # slot of the sorting wall the order waits in
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)
_IN_A_SLOT = pack_sessions.c.tote != ""
Index(
    "ix_pack_sessions_slot",
    pack_sessions.c.station,
    pack_sessions.c.tote,
    sqlite_where=_IN_A_SLOT,
    postgresql_where=_IN_A_SLOT,
)

pack_lines = Table(
    "pack_lines",
    metadata,
    order_id(),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    text("sku"),
    text("name"),
    text("spec"),
    text("picture"),
    Column("wanted", Integer, nullable=False),
    Column("scanned", Integer, nullable=False, server_default="0"),
    text("role"),
    Column("is_gift", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(["order_id"], ["pack_sessions.order_id"]),
)

pack_steps = Table(
    "pack_steps",
    metadata,
    order_id(),
    Column("step_no", Integer, primary_key=True, autoincrement=False),
    Column("line_no", Integer, nullable=False),
    Column("qty", Integer, nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
    text("operator_no"),
    moment("at", required=True),
    Column("box", Integer, nullable=False, server_default="1"),
    text("captured"),  # serial or batch number
)

leaving_proofs = Table(
    "leaving_proofs",
    metadata,
    order_id(),
    text("kind", key=True),  # event, handover or screenshot
    text("reference"),
    text("actor"),
    moment("at", required=True),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)

parcel_photos = Table(
    "parcel_photos",
    metadata,
    order_id(),
    Column("photo_no", Integer, primary_key=True, autoincrement=False),
    text("station"),
    moment("at", required=True),
    Column("picture", SealedBytes, nullable=False),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)

decisions = Table(
    "decisions",
    metadata,
    order_id(),
    text("rule", key=True),
    Column("version", Integer, nullable=False),
    Column("inputs", SealedJson),
    sealed("text"),
    sealed("why"),
    text("severity"),
    Column("blocking", Integer, nullable=False, server_default="0"),
    text("answer", default=None),
    text("answered_by", default=None),
    moment("answered_at"),
    moment("at", required=True),
    moment("withdrawn_at"),  # the rule no longer fires; kept for "why?"
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
)

scans = Table(
    "scans",
    metadata,
    text("station", key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    text("source"),
    moment("at", required=True),
    sealed("text"),
    Column("raw", SealedBytes),
    text("kind"),
    text("symbology"),
    Column("duplicate_of", Integer),
    Column("complete", Integer, nullable=False, server_default="1"),
    moment("done_at"),
    text("result", default=None),
    Index(None, "station", "done_at"),
)
