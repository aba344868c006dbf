"""Scan -> answer with many orders and rules in the store, journal left out; once without the window and once painted.

A packer's scans: the short code of an order at a free bench (look-up, verdict, hints, session opened in one commit),
then its items one by one, the last of which asks for the label. ``p50_ms`` … are scan -> view model: the use case with
its commit. ``painted_p50_ms`` … go through the real window (offscreen), painting included. Between orders the bench is
cleared, not timed. Most orders are of the past (``grow.py``), the scanned ones wait. Claim: p50 <= 3 ms, p99 <= 20 ms
with 1,000,000 orders and 500 rules that are on; painted p99 <= 50 ms; with 5,000,000 at most twice that.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.packing.view import BenchView
    from station.settings import Settings
    from station.store.engine import Store, Tx

_RULES = 500
_REAL = 5_000  # made by intake; the rest are copies of the past


def measure(orders: int = 50_000, samples: int = 1000) -> dict[str, Any]:
    """Fill a store, scan, return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from station.clock import FixedClock
    from station.settings import Settings
    from station.store import waybills
    from station.store.engine import open_store
    from tests.benchmarks.fill import fill
    from tests.benchmarks.grow import grow
    from tests.shop import NOW
    from ui.commands.benchmark import percentiles

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home, f"sqlite:///{home / 'packbench.db'}", "1")
        store = open_store(settings, clock=FixedClock(NOW))
        began = time.perf_counter()
        codes = fill(store, min(orders, _REAL))
        store.write(lambda tx: waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(2 * samples + 100)]))
        store.write(_rules)
        grow(store, orders)
        filled = time.perf_counter() - began
        random.Random(7).shuffle(codes)
        half = min(samples // 2 + 10, len(codes) // 2)
        bare, worked = _bare(store, codes[:half])
        store.close()
        painted = _painted(settings, codes[half : 2 * half])
        size = (home / "packbench.db").stat().st_size
    figures = percentiles(bare[30:])
    shown = {f"painted_{name}": value for name, value in percentiles(painted[30:]).items() if name != "n"}
    shown |= {f"processor_{name}": value for name, value in percentiles(worked[30:]).items() if name != "n"}
    return {
        **figures,
        **shown,
        "orders": orders,
        "rules": _RULES,
        "fill_per_second": round(orders / filled),
        "bytes_an_order": size // orders,
    }


def _rules(tx: Tx) -> None:
    """Switch on a supervisor's rules: notes, places, amounts; most never fire, two of them fire."""
    from station.hints.own import changed
    from station.store import hint_rules

    for number in range(_RULES):
        place = {"fact": "city", "op": "has", "value": "杭州" if number % 250 == 0 else f"城市{number}"}
        note = {"fact": "buyer_note", "op": "has", "value": f"词{number}"}
        when = {"match": "all", "parts": [place] if number % 250 == 0 else [place, note]}
        body = {"name": f"规则{number}", "sentence": f"按规则 {number} 打包", "when": when}
        hint_rules.add(tx, f"bench{number}", 1, body=body, by="benchmark")
        hint_rules.change(tx, f"bench{number}", 1, state=hint_rules.ON)
    changed(tx)


def _bare(store: Store, codes: list[str]) -> tuple[list[float], list[float]]:
    """Time the use case alone, with its commit; also the processor's time, which a busy machine changes less."""
    from station.packing import session
    from station.people.codes import badge_code

    worked: list[float] = []

    def take(code: str) -> tuple[float, BenchView]:
        began, busy = time.perf_counter(), time.process_time()
        view = session.scan(store, code, station="1")
        worked.append((time.process_time() - busy) * 1000)
        return (time.perf_counter() - began) * 1000, view

    take(badge_code("1001"))
    return _work(take, codes, lambda: _clear(store)), worked


def _work(take: Callable[[str], tuple[float, BenchView]], codes: list[str], clear: Callable[[], None]) -> list[float]:
    times: list[float] = []
    for code in codes:
        took, view = take(code)
        times.append(took)
        for row in view.items:
            times += [take(row.barcode)[0] for _unit in range(row.wanted)]
        clear()
    return times


def _painted(settings: Settings, codes: list[str]) -> list[float]:
    """Time from handing the scan to the window until its answer is painted."""
    from PySide6.QtCore import QEventLoop

    from station.clock import FixedClock
    from station.people.codes import badge_code
    from station.store.engine import open_store
    from tests.shop import NOW
    from ui import app
    from ui.bench.keys import code_scan

    os.environ["PACKBENCH_MUTE"] = "1"
    window = app.bench_window(settings, clock=FixedClock(NOW))
    loop = QEventLoop()
    window.painted.connect(lambda _view: loop.quit())
    window.resize(1920, 1080)
    window.show()
    window.begin()
    loop.exec()

    def take(code: str) -> tuple[float, BenchView]:
        scan = code_scan(code, NOW)
        began = time.perf_counter()
        window.take(scan)
        loop.exec()
        return (time.perf_counter() - began) * 1000, window.view()

    take(badge_code("1001"))
    store = open_store(settings, clock=FixedClock(NOW))
    times = _work(take, codes, lambda: _clear(store))
    store.close()
    window.close()
    return times


def _clear(store: Store) -> None:
    from station.store import packing

    store.write(lambda tx: packing.set_bench(tx, "1", order_id=None))
