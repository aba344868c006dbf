"""Makes a store large fast: orders of the past, copied by the database itself with ids and numbers of their own.

Copies are shipped orders whose locks were released: they fill tables and indexes, and hold no stock. Their ids are
random, as a shop's are. Used by ``benchmark scan``, ``lock`` and ``backup``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

_CHANGED = {
    "orders": {
        "order_id": "m.new", "short_code": "m.short", "number": "t.number || m.mark",
        "state": "'shipped'", "buyer_key": "t.buyer_key || m.mark",
    },
    "order_lines": {"order_id": "m.new"},
    "order_codes": {"order_id": "m.new", "code": "t.code || m.mark"},
    "allocations": {"order_id": "m.new", "status": "'released'"},
    "stock_snapshots": {"order_id": "m.new"},
}  # fmt: skip


def grow(store: Store, orders: int) -> None:
    """Copy the orders that are there until there are this many."""
    lite = store.engine.dialect.name == "sqlite"
    have, seeds = store.write(partial(_seeds, lite=lite))
    while have < orders:
        count = min(orders - have, _PART)
        store.write(partial(_copy, seeds=seeds, count=count, lite=lite))
        have += count
    store.write(lambda tx: tx.execute(text(_KEEP_LITTLE if lite else "ANALYZE")))


def _seeds(tx: Tx, *, lite: bool) -> tuple[int, list[dict[str, Any]]]:
    """Return how many orders there are, and those to copy; SQLite keeps in memory what it changes meanwhile."""
    if lite:
        tx.execute(text(_KEEP_MUCH))
    rows = tx.execute(text(f"SELECT order_id FROM orders LIMIT {_SEEDS}"))
    return int(tx.execute(text("SELECT count(*) FROM orders")).scalar_one()), [{"id": row.order_id} for row in rows]


def _copy(tx: Tx, *, seeds: list[dict[str, Any]], count: int, lite: bool) -> None:
    """Copy in the order of the keys: each page of a table is changed once a part, not once an order."""
    new, mark, short = _RANDOM[lite]
    for name in ("copied", "seeds"):
        tx.execute(text(f"DROP TABLE IF EXISTS {name}"))
    tx.execute(text("CREATE TEMPORARY TABLE seeds AS SELECT order_id FROM orders LIMIT 0"))
    tx.execute(text("INSERT INTO seeds (order_id) VALUES (:id)"), seeds)
    times = 1 + count // len(seeds)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times})"
    made = f"{new} AS new, substr({mark}, 1, 8) AS mark, {short} AS short"
    told = f"{numbers} SELECT order_id AS old, {made} FROM n, seeds LIMIT {count}"
    tx.execute(text(f"CREATE TEMPORARY TABLE copied AS SELECT * FROM ({told}) AS told ORDER BY new"))
    for table, changed in _CHANGED.items():
        columns = [row[0] for row in tx.execute(text(_COLUMNS[lite]), {"name": table})]
        values = ", ".join(changed.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        rows = f"copied m CROSS JOIN {table} t WHERE t.order_id = m.old"
        tx.execute(text(f"INSERT INTO {table} ({names}) SELECT {values} FROM {rows} ORDER BY 1"))


_PART, _SEEDS = 1_000_000, 20_000
_KEEP_MUCH, _KEEP_LITTLE = "PRAGMA cache_size=-1500000", "PRAGMA cache_size=-65536"  # KiB; the second as in the shop
_RANDOM = {
    True: ("randomblob(16)", "hex(randomblob(4))", "abs(random()) % 1099511627776"),
    False: ("gen_random_uuid()", "md5(random()::text)", "(random() * 1099511627775)::bigint"),
}
_COLUMNS = {
    True: "SELECT name FROM pragma_table_info(:name)",
    False: "SELECT column_name FROM information_schema.columns WHERE table_name = :name",
}
