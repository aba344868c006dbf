"""What sealing people and keeping the audit chain cost a scan: the same scans in two shops, with and without.

Order by order, item by item the same scan goes to a shop as it is and to a twin in which nothing is sealed, opened,
hashed or written into the trail; they take turns, so that a busy machine weighs on both. ``p50_ms`` … are of the shop
as it is, ``without_p50_ms`` of the twin, ``cost_p50_ms`` their difference, also as processor time, which other work on
the machine changes least. Claim: cost p50 <= 1 ms.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from unittest import mock

from station.clock import FixedClock
from station.packing import session
from station.people import audit
from station.people.codes import badge_code
from station.settings import Settings
from station.store import audit as chain
from station.store import packing, waybills
from station.store.engine import open_store
from station.store.vault import Vault
from tests.benchmarks.fill import fill
from tests.shop import NOW
from ui.commands.benchmark import percentiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.packing.view import BenchView
    from station.store.engine import Store


def measure(samples: int = 1000, orders: int = 2000) -> dict[str, Any]:
    """Scan in both shops in turns and return what the difference is."""
    with tempfile.TemporaryDirectory() as folder:
        settled, codes = _shop(Path(folder) / "with", orders, samples)
        with _nothing():
            twin, _same = _shop(Path(folder) / "without", orders, samples)
        pairs = []
        for code in codes:
            pairs += _pair(settled, twin, code)
            if len(pairs) >= samples + 30:
                break
        settled.close()
        twin.close()
    kept = pairs[30:]
    whole, busy = [one for one, _twin in kept], [twin for _one, twin in kept]
    return {
        **percentiles([wall for wall, _busy in whole]),
        "without_p50_ms": round(median(wall for wall, _busy in busy), 3),
        "cost_p50_ms": round(median(one[0] - twin[0] for one, twin in kept), 3),
        "processor_p50_ms": round(median(one[1] for one in whole), 3),
        "processor_cost_p50_ms": round(median(one[1] - twin[1] for one, twin in kept), 3),
        "orders": orders,
    }


def _shop(home: Path, orders: int, samples: int) -> tuple[Store, list[str]]:
    home.mkdir()
    store = open_store(Settings(home, f"sqlite:///{home / 'packbench.db'}", "1"), clock=FixedClock(NOW))
    codes = fill(store, orders)
    store.write(lambda tx: waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(samples + 100)]))
    session.scan(store, badge_code("1001"), station="1")
    return store, codes


def _pair(settled: Store, twin: Store, code: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Pack one order in both shops; give wall and processor milliseconds of each pair of scans."""
    took, view = _scan(settled, code)
    with _nothing():
        took_twin, _view = _scan(twin, code)
    pairs = [(took, took_twin)]
    for row in view.items:
        for _unit in range(row.wanted):
            took, _view = _scan(settled, row.barcode)
            with _nothing():
                took_twin, _view = _scan(twin, row.barcode)
            pairs.append((took, took_twin))
    settled.write(lambda tx: packing.set_bench(tx, "1", order_id=None))
    with _nothing():
        twin.write(lambda tx: packing.set_bench(tx, "1", order_id=None))
    return pairs


def _scan(store: Store, code: str) -> tuple[tuple[float, float], BenchView]:
    began, busy = time.perf_counter(), time.process_time()
    view = session.scan(store, code, station="1")
    return ((time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000), view


@contextlib.contextmanager
def _nothing() -> Iterator[None]:
    """Seal, open, hash and record nothing."""
    with (
        mock.patch.multiple(
            Vault,
            seal_bytes=lambda _vault, plain: plain,
            open_bytes=lambda _vault, sealed: sealed,
            seal_text=lambda _vault, plain: plain,
            open_text=lambda _vault, stored: stored,
        ),
        mock.patch.multiple(audit, _hash=lambda _before, _entry: ""),
        mock.patch.multiple(chain, head=lambda _tx, _station: (0, ""), add=lambda _tx, _values: None),
    ):
        yield
