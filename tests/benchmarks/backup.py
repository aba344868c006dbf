"""A backup of a large store while a packer goes on scanning: how long it takes, what the scans wait, and is it whole?

Most orders are of the past (``grow.py``). A packer scans order after order, item after item, first in peace, then
until the backup made beside it, in the same process as the windows do it, is written, read back and kept. Then it is
unpacked and held to every invariant (``kills.broken``). Claim: 1,000,000 orders <= 10 s with scans p95 <= 50 ms.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import FixedClock
from station.packing import session
from station.people.codes import badge_code
from station.settings import Settings
from station.store import backup, packing, waybills
from station.store.engine import open_store
from tests.benchmarks.fill import fill
from tests.benchmarks.grow import grow
from tests.benchmarks.kills import broken
from tests.shop import NOW
from ui.commands.benchmark import percentiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.packing.view import BenchView
    from station.store.engine import Store

_REAL = 5_000


def measure(orders: int = 100_000, samples: int = 300) -> dict[str, Any]:
    """Fill a store, back it up while ``samples`` and more scans are done, and restore it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home, f"sqlite:///{home / 'packbench.db'}", "1")
        store = open_store(settings, clock=FixedClock(NOW))
        began = time.perf_counter()
        codes = fill(store, min(orders, _REAL))
        store.write(lambda tx: waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(_REAL)]))
        grow(store, orders)
        filled = time.perf_counter() - began
        random.Random(7).shuffle(codes)
        scans = _scans(store, codes)
        peace = [next(scans) for _scan in range(samples)]
        file = home / "backups" / "day.packbench"
        seconds, busy, during = _beside(store, file, scans)
        figures = {
            **percentiles(during),
            **{f"peace_{name}": value for name, value in percentiles(peace).items() if name != "n"},
            "orders": orders,
            "backup_seconds": round(seconds, 2),
            "backup_processor_seconds": round(busy, 2),
            "bytes": file.stat().st_size,
            "fill_seconds": round(filled, 1),
            "broken_after_restore": _restored(store, settings, file),
        }
        store.close()
    return figures


def _beside(store: Store, file: Path, scans: Iterator[float]) -> tuple[float, float, list[float]]:
    """Scan until the backup beside is kept; return its seconds, its thread's processor time, what each scan took."""
    told: list[float] = []

    def work() -> None:
        began, busy = time.perf_counter(), time.thread_time()
        backup.make(store.engine, store.vault, file, now=NOW)
        told.extend((time.perf_counter() - began, time.thread_time() - busy))

    beside = threading.Thread(target=work)
    beside.start()
    during = []
    while beside.is_alive():
        during.append(next(scans))
    beside.join()
    return told[0], told[1], during


def _scans(store: Store, codes: list[str]) -> Iterator[float]:
    """Give what each scan took; between orders the bench is cleared, not timed."""
    session.scan(store, badge_code("1001"), station="1")
    for code in codes:
        took, view = _scan(store, code)
        yield took
        for row in view.items:
            for _unit in range(row.wanted):
                yield _scan(store, row.barcode)[0]
        store.write(lambda tx: packing.set_bench(tx, "1", order_id=None))


def _scan(store: Store, code: str) -> tuple[float, BenchView]:
    began = time.perf_counter()
    view = session.scan(store, code, station="1")
    return (time.perf_counter() - began) * 1000, view


def _restored(store: Store, settings: Settings, file: Path) -> list[str]:
    inside = file.with_name("restored.db")
    backup.unpack(file, store.vault, inside)
    again = open_store(replace(settings, store_url=f"sqlite:///{inside}"))
    with again.read() as tx:
        wrong = list(broken(tx))
    again.close()
    return wrong
