"""Scan -> painted answer with many orders in the store, through the real window, journal left out.

A packer's scans: the short code of an order at a free bench (look-up, verdict, hints, session opened in one commit),
then its items one by one, the last of which asks for the label; every answer is painted (offscreen). Between orders
the bench is cleared, not timed. Claim: p50 <= 15 ms, p99 <= 50 ms with 50,000 orders.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from station.packing.view import BenchView


def measure(orders: int = 50_000, samples: int = 1000) -> dict[str, Any]:
    """Fill a store, scan, return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from station.clock import FixedClock
    from station.settings import Settings
    from station.store.engine import open_store
    from tests.benchmarks.fill import fill
    from ui.commands.benchmark import percentiles

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home, f"sqlite:///{home / 'packbench.db'}", "1")
        store = open_store(settings, clock=FixedClock(_now()))
        began = time.perf_counter()
        codes = fill(store, orders)
        filled = time.perf_counter() - began
        store.close()
        times = _scan(settings, random.Random(7).sample(codes, min(samples // 2 + 10, len(codes))))
        size = (home / "packbench.db").stat().st_size
    return {
        **percentiles(times[30:]),
        "orders": orders,
        "fill_per_second": round(orders / filled),
        "bytes_an_order": size // orders,
    }


def _now() -> Any:
    from tests.shop import NOW

    return NOW


def _scan(settings: Any, codes: list[str]) -> list[float]:
    from PySide6.QtCore import QEventLoop

    from station.clock import SystemClock
    from ui import app
    from ui.bench.keys import code_scan

    os.environ["PACKBENCH_MUTE"] = "1"
    window = app.bench_window(settings)
    loop = QEventLoop()
    times: list[float] = []

    def painted(_view: BenchView) -> None:
        loop.quit()

    window.painted.connect(painted)
    window.resize(1920, 1080)
    window.show()
    window.begin()
    loop.exec()
    from station.people.codes import badge_code

    def take(code: str) -> float:
        scan = code_scan(code, SystemClock().now())
        began = time.perf_counter()
        window.take(scan)
        loop.exec()
        return (time.perf_counter() - began) * 1000

    take(badge_code("1001"))
    for code in codes:
        times.append(take(code))
        for row in window.view().items:
            times += [take(row.barcode) for _unit in range(row.wanted)]
        _clear(settings)
    window.close()
    return times


def _clear(settings: Any) -> None:
    from station.store import packing
    from station.store.engine import open_store

    store = open_store(settings)
    store.write(lambda tx: packing.set_bench(tx, settings.station, order_id=None))
    store.close()
