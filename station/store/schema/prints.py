"""The print outbox: one row per physical copy; who drains which printer; waybill numbers; layouts supervisors made."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, Table, UniqueConstraint

from station.store.schema.base import metadata, moment, order_id, text

print_jobs = Table(
    "print_jobs",
    metadata,
    order_id(),
    text("job_id", key=True),
    text("kind"),
    Column("copy_no", Integer, nullable=False),
    text("station"),
    text("printer"),
    text("state"),
    text("owner", default=None),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("fields", LargeBinary, nullable=False),
    text("sha256"),
    text("why"),
    text("reason"),
    text("requested_by"),
    text("confirmed_by", default=None),
    text("code"),
    moment("created_at", required=True),
    moment("changed_at", required=True),
    moment("not_before"),
    UniqueConstraint("order_id", "kind", "copy_no"),
    Index(None, "state", "created_at"),
    Index(None, "job_id"),
)

printer_leases = Table(
    "printer_leases",
    metadata,
    text("name", key=True),
    text("owner"),
    text("holder"),
    moment("until", required=True),
    text("lamp"),
    text("says"),
)

waybill_pool = Table(
    "waybill_pool",
    metadata,
    text("carrier", key=True),
    text("number", key=True),
    text("taken_by", default=None),
    moment("taken_at"),
    Index(None, "carrier", "taken_by"),
)
_FREE = waybill_pool.c.taken_by.is_(None)
Index(
    "ix_waybill_pool_free",
    waybill_pool.c.carrier,
    waybill_pool.c.number,
    sqlite_where=_FREE,
    postgresql_where=_FREE,
)

label_designs = Table(
    "label_designs",
    metadata,
    text("kind", key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("body", JSON, nullable=False),
    text("made_by"),
    moment("made_at", required=True),
    Column("active", Integer, nullable=False, server_default="0"),
)
