"""Keys of buyers written the longer way are read the shorter way after the upgrade, everywhere they stand."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from station.people.buyer import buyer_key
from station.store import people
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


def test_old_keys_become_the_new_ones(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order())
    phone = shop.order().recipient
    assert phone is not None
    key = store.write(lambda tx: buyer_key(tx, phone=phone.phone, channel="", buyer_id=None))
    assert key is not None
    with store.read() as tx:
        long = f"phone:{tx.vault.digest('buyer', f'phone {phone.phone}')[:24]}"
    store.write(lambda tx: people.add_complaint(tx, key, complaint_id="1", kind="other", words="x", at=tx.now))
    with store.engine.begin() as conn:
        for table in ("orders", "buyers", "complaints"):
            conn.execute(
                text(f"UPDATE {table} SET buyer_key = :long WHERE buyer_key = :key"), {"long": long, "key": key}
            )
        conn.execute(text("ALTER TABLE buyers ADD COLUMN key_kind TEXT DEFAULT 'phone'"))  # as it stood then
        with Operations.context(MigrationContext.configure(conn)):
            for version in ("0019_buyer_keys", "0021_buyer_kinds"):
                import_module(f"station.store.migrations.versions.{version}").upgrade()
    with store.read() as tx:
        assert tx.execute(text("SELECT buyer_key FROM orders")).scalars().all() == [key]
        assert [row.order_id for row in people.complaints_of(tx, key)] == [None]
        found = people.buyers_of(tx, [key])[key]
        assert (found["orders"], found["complaints"]) == (1, 1)
        assert tx.execute(text("SELECT key_kind FROM buyers")).scalars().all() == ["p"]
