"""Makes a store large fast: orders of the past, copied by the database itself with ids and numbers of their own.

Copies are shipped orders whose locks were released: they fill tables and indexes, and hold no stock. The order in
which ids come is random, as it is in a shop. Used by ``benchmark lock --orders N``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

_CHANGED = {
    "orders": {
        "order_id": "m.new", "short_code": "t.short_code || m.mark", "number": "t.number || m.mark",
        "state": "'shipped'",
    },
    "order_people": {"order_id": "m.new"},
    "order_lines": {"order_id": "m.new"},
    "order_codes": {"order_id": "m.new", "code": "t.code || m.mark"},
    "allocations": {"order_id": "m.new", "status": "'released'"},
    "stock_snapshots": {"order_id": "m.new"},
}  # fmt: skip


def grow(store: Store, orders: int) -> None:
    """Copy orders until there are this many."""
    lite = store.engine.dialect.name == "sqlite"
    while True:
        have = store.write(lambda tx: int(tx.execute(text("SELECT count(*) FROM orders")).scalar_one()))
        if have >= orders:
            break
        store.write(lambda tx, have=have: _copy(tx, min(have, orders - have, 50_000), lite=lite))  # type: ignore[misc]
    if not lite:
        store.write(lambda tx: tx.execute(text("ANALYZE")))


def _copy(tx: Tx, count: int, *, lite: bool) -> None:
    new, mark = ("randomblob(16)", "hex(randomblob(4))") if lite else ("gen_random_uuid()", "md5(random()::text)")
    tx.execute(text("DROP TABLE IF EXISTS copied"))
    told = f"SELECT order_id AS old, {new} AS new, substr({mark}, 1, 8) AS mark FROM orders LIMIT {count}"
    tx.execute(text(f"CREATE TEMPORARY TABLE copied AS {told}"))
    tx.execute(text("CREATE INDEX copied_old ON copied (old)"))
    for table, changed in _CHANGED.items():
        columns = [row[0] for row in tx.execute(text(_COLUMNS[lite]), {"name": table})]
        values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        tx.execute(
            text(f"INSERT INTO {table} ({names}) SELECT {values} FROM copied m JOIN {table} t ON t.order_id = m.old")
        )


_COLUMNS = {
    True: "SELECT name FROM pragma_table_info(:name)",
    False: "SELECT column_name FROM information_schema.columns WHERE table_name = :name",
}
