"""Orders into the store, in batches of 100, durable, on SQLite and on PostgreSQL (synchronous commits).

``history``: orders that left or were delivered elsewhere, a shop's past on its first day; no stock is locked. Claim:
>= 1,500 a second on either engine, <= 800 bytes an order (SQLite file, no raw payload). ``paid``: with the stock
locked, its snapshot kept, every rule asked. Each set is accepted a second time and must change nothing.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import FixedClock
from station.intake.accept import accept
from station.orders.canonical import ChannelStatus
from station.settings import Settings
from station.stock.show import set_on_hand
from station.store.engine import open_store
from tests import shop
from tests.benchmarks.fill import SKUS, order
from tests.postgres import DURABLE, running

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store


def measure(orders: int = 20_000) -> dict[str, Any]:
    """Return orders a second on both engines and bytes an order; the main figure is the history on SQLite."""
    found: dict[str, Any] = {"n": orders}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "packbench.db"
        figures = _engine(Path(folder), f"sqlite:///{file}", orders)
        found |= {f"sqlite_{name}": value for name, value in figures.items()}
    with tempfile.TemporaryDirectory() as folder, running(DURABLE) as server:
        server.command("CREATE DATABASE intake")
        figures = _engine(Path(folder), server.url("intake"), orders)
        found |= {f"postgresql_{name}": value for name, value in figures.items()}
    return {**found, "per_second": found["sqlite_history_per_second"]}


def _engine(home: Path, url: str, orders: int) -> dict[str, Any]:
    store = open_store(Settings(home, url, "1"), clock=FixedClock(shop.NOW))
    shop.build(store, on_hand=0)
    empty = _size(store)
    history = [replace(order(number), status=ChannelStatus.DELIVERED) for number in range(orders)]
    figures = {"history_per_second": _accept(store, history), "bytes_an_order": (_size(store) - empty) // orders}
    for sku in SKUS:
        store.write(lambda tx, sku=sku: set_on_hand(tx, sku, "HZ1", qty=orders * 2, actor="fill"))  # type: ignore[misc]
    paid = [order(number) for number in range(orders, orders + orders // 5)]
    figures["paid_per_second"] = _accept(store, paid)
    store.close()
    return figures


def _accept(store: Store, orders: list[CanonicalOrder]) -> int:
    began = time.perf_counter()
    outcomes = [one.outcome for one in accept(store, orders)]
    seconds = time.perf_counter() - began
    again = [one.outcome for one in accept(store, orders)]
    if set(outcomes) != {"new"} or set(again) != {"unchanged"}:
        raise AssertionError("an order was lost, doubled or changed by being told twice")
    return round(len(orders) / seconds)


def _size(store: Store) -> int:
    from station.store.sizes import bytes_used

    with store.read() as tx:
        return bytes_used(tx)
