"""What a distributed PostgreSQL will ask of the tables, and that migrations make exactly them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint

from station.store import migrate, schema

if TYPE_CHECKING:
    from station.store.engine import Store

SHARD_BY = {"order_id", "sku", "buyer_key", "station", "code"}
SHOP_WIDE = {
    "meta", "warehouses", "operators", "channel_codes", "messages", "import_files", "notices", "slips",
    "waybill_pool", "sku_barcodes", "order_codes", "return_phrases", "hint_rules", "label_designs",
    "fetches", "upload_tokens", "printer_leases",
}  # fmt: skip


def test_keys_contain_the_column_to_shard_by() -> None:
    for table in schema.base.metadata.sorted_tables:
        if table.name in SHOP_WIDE:
            continue
        for constraint in table.constraints:
            if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
                assert SHARD_BY & {column.name for column in constraint.columns}, (table.name, constraint)


def test_foreign_keys_stay_inside_one_order() -> None:
    for table in schema.base.metadata.sorted_tables:
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint):
                assert "order_id" in constraint.column_keys, (table.name, constraint)


def test_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": False})
        assert compare_metadata(context, schema.base.metadata) == []


def test_the_program_knows_its_revision() -> None:
    from pathlib import Path

    versions = Path(migrate.__file__).parent / "migrations" / "versions"
    assert max(path.name[:4] for path in versions.glob("[0-9]*.py")) == migrate.REVISION
