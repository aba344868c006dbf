"""After-sale cases: what the platform says, what the text says, what was done; and what follows from them.

``return_parcels`` are goods on their way back, ``recalls`` sealed parcels to fetch out, ``return_phrases`` what
supervisors changed in the keyword tables, with the versions between which each change holds.
"""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Table

from station.store.schema.base import metadata, moment, order_id, sealed, text
from station.store.types import GlobalId, SealedJson

after_sales = Table(
    "after_sales",
    metadata,
    order_id(),
    text("case_no", key=True),
    text("channel"),
    text("platform_type", default=None),
    text("intent"),
    Column("confidence_percent", Integer),
    Column("why", SealedJson),
    sealed("text"),
    text("status"),
    Column("wanted", JSON),
    Column("line_no", Integer),
    text("new_sku", default=None),
    Column("exchange_order_id", GlobalId),
    moment("applied_at"),
    moment("changed_at", required=True),
    text("text_intent"),  # what the buyer's words say, whatever the platform's type says
    text("decided_by"),
    moment("decided_at"),
    moment("told_at"),  # the source's own time of its latest news
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    Index(None, "intent", "status"),
)

return_parcels = Table(
    "return_parcels",
    metadata,
    order_id(),  # the order the goods were sold with
    Column("parcel_no", Integer, primary_key=True, autoincrement=False),
    text("case_no"),
    Column("line_no", Integer),
    text("sku", default=None),
    Column("qty", Integer, nullable=False, server_default="1"),
    text("tracking_no"),
    text("state", default="expected"),
    text("condition"),
    text("found_sku", default=None),
    text("photo"),
    sealed("note"),
    text("warehouse", default=None),
    moment("expected_at", required=True),
    moment("received_at"),
    text("received_by"),
    moment("inspected_at"),
    text("inspected_by"),
    moment("stocked_at"),
    text("stocked_by"),
    CheckConstraint("qty > 0", name="qty"),
    CheckConstraint("state IN ('expected', 'received', 'inspected', 'stocked', 'closed')", name="state"),
    CheckConstraint("condition IN ('', 'resellable', 'damaged', 'wrong_item')", name="condition"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    Index(None, "state", "expected_at"),
)

recalls = Table(
    "recalls",
    metadata,
    order_id(),
    Column("recall_no", Integer, primary_key=True, autoincrement=False),
    text("reason"),
    moment("opened_at", required=True),
    moment("closed_at"),
    text("closed_by"),
    text("outcome"),
    ForeignKeyConstraint(["order_id"], ["orders.order_id"]),
    Index(None, "closed_at", "opened_at"),
)

phrases = Table(
    "return_phrases",
    metadata,
    text("phrase_id", key=True),
    text("kind"),
    text("phrase"),
    text("act", default="add"),
    text("state", default="suggested"),
    sealed("example"),
    text("suggested_by"),
    moment("suggested_at", required=True),
    text("decided_by"),
    moment("decided_at"),
    Column("from_version", Integer),
    Column("to_version", Integer),
    CheckConstraint("act IN ('add', 'drop')", name="act"),
    CheckConstraint("state IN ('suggested', 'active', 'refused', 'retired')", name="state"),
)
