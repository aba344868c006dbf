"""One piece scanned at a free bench while 10,000 orders of one such piece wait: ``benchmark singles``.

From the scan to the picture with the label asked for, in the processor's own time, on both engines; beside as many
orders that left already. What is packed leaves the queue, so each scan opens another order.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.orders.canonical import ChannelStatus
from station.packing import session
from station.packing.view import Step
from station.people.codes import badge_code, command_code
from station.settings import Settings
from station.stock.show import set_on_hand
from station.store import waybills
from station.store.engine import open_store
from tests import shop
from tests.postgres import NoPostgresError, running

if TYPE_CHECKING:
    from station.store.engine import Store

HOT = "WY-CW-120"


def measure(orders: int = 10_000, samples: int = 200) -> dict[str, Any]:
    """Return the figures of SQLite; those of PostgreSQL stand beside them where it runs."""
    with tempfile.TemporaryDirectory() as home:
        figures = _engine(Settings(Path(home), f"sqlite:///{home}/singles.db", "1"), orders, samples)
    with tempfile.TemporaryDirectory() as home, ExitStack() as stack:
        try:
            server = stack.enter_context(running())
        except NoPostgresError as missing:
            return {**figures, "postgresql": str(missing)}
        server.command("CREATE DATABASE singles")
        other = _engine(Settings(Path(home), server.url("singles"), "1"), orders, samples)
    return {**figures, "postgresql": other}


def _engine(settings: Settings, orders: int, samples: int) -> dict[str, Any]:
    store = open_store(settings)
    try:
        _fill(store, orders, samples)
        wall, cpu, opened = [], [], set()
        for _each in range(samples + 1):
            began, worked = time.perf_counter(), time.process_time()
            shown = session.scan(store, "6900000000011", station="1")
            cpu.append((time.process_time() - worked) * 1000)
            wall.append((time.perf_counter() - began) * 1000)
            if shown.step is not Step.WAIT_LABEL or shown.order is None:
                raise AssertionError(shown.message)
            opened.add(shown.order.order_id)
            session.scan(store, command_code("HOLD"), station="1")
        del cpu[0], wall[0]  # statements are prepared at the first
    finally:
        store.close()
    wall.sort()
    cpu.sort()
    at = {"p50": samples // 2, "p95": samples * 95 // 100, "p99": samples * 99 // 100}
    return {
        "n": samples,
        "waiting": orders,
        "different_orders": len(opened),
        **{f"{name}_ms": round(wall[place], 2) for name, place in at.items()},
        **{f"cpu_{name}_ms": round(cpu[place], 2) for name, place in at.items()},
    }


def _fill(store: Store, orders: int, samples: int) -> None:
    shop.build(store)
    store.write(lambda tx: set_on_hand(tx, HOT, "HZ1", qty=orders * 2, actor="fill"))
    store.write(lambda tx: waybills.add(tx, "demo", [f"DM9{n:012d}" for n in range(samples + 1)]))
    for start in range(0, orders, 1000):
        paid, gone = [], []
        for n in range(start, min(start + 1000, orders)):
            by = shop.NOW + timedelta(minutes=n * 7919 % 100_000)
            paid.append(shop.order(f"67{n:017d}", ship_by=by, recipient=None, buyer_id=f"b{n}"))
            gone.append(shop.order(f"66{n:017d}", status=ChannelStatus.SHIPPED, recipient=None, buyer_id=f"b{n}"))
        shop.put(store, *paid)
        shop.put(store, *gone)
    session.scan(store, badge_code("1001"), station="1")
