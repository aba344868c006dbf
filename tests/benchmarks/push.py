"""Pushes at 100 a second into the real service while a packer scans on the same store, durable commits.

Pushes arrive by chance (Poisson) at the service's own process over HTTP, each a new paid order: signature, mapping,
rules, stock lock, commit, answer; counted from the moment it should have arrived until it was acknowledged. Meanwhile
another process scans as a bench does, one scan every 150 ms. Claims, on SQLite and on PostgreSQL: both p95 <= 50 ms.
The figures without a prefix are SQLite's pushes.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx

from station.channels import signatures as sign
from station.channels.push import RELAY_HEADER
from station.packing import session
from station.people.codes import badge_code
from station.stock.show import set_on_hand
from station.store import inbox, packing
from station.store.engine import open_store
from tests.benchmarks.fill import SKUS, fill
from tests.benchmarks.messages import Service, settings_of
from tests.postgres import DURABLE
from ui.commands.benchmark import percentiles

if TYPE_CHECKING:
    from multiprocessing.queues import Queue
    from multiprocessing.synchronize import Event

    from station.settings import Settings

RATE = 100
SENDERS = 16
_WARM = 100
_BETWEEN = 0.15


def measure(orders: int = 5000, samples: int = 3000) -> dict[str, Any]:
    """Return the figures of both engines."""
    found: dict[str, Any] = {}
    for engine in ("sqlite", "postgresql"):
        with settings_of(engine, DURABLE) as settings:
            told = _engine(settings, orders, samples)
        found |= {f"{engine}_{name}": value for name, value in told.items()}
    main = ("n", "p50_ms", "p95_ms", "p99_ms", "per_second")
    return {**{name: found[f"sqlite_push_{name}"] for name in main}, "orders": orders, "rate": RATE, **found}


def _engine(settings: Settings, orders: int, samples: int) -> dict[str, Any]:
    store = open_store(settings)
    codes = fill(store, orders)
    for sku in SKUS:
        store.write(lambda tx, sku=sku: set_on_hand(tx, sku, "HZ1", qty=10 * (orders + samples), actor="test"))  # type: ignore[misc]
    service = Service(settings.home, settings.store_url, "")
    service.start()
    away = multiprocessing.get_context("spawn")
    ended, scanned = away.Event(), away.Queue()
    bench = away.Process(target=_scan, args=(settings, codes, ended, scanned))
    bench.start()
    try:
        pushes, seconds = _push(service.address, samples + _WARM)
        ended.set()
        scans: list[float] = scanned.get(timeout=60)
    finally:
        ended.set()
        bench.join(10)
        service.end()
    with store.read() as tx:
        if inbox.count(tx) != samples + _WARM:
            raise AssertionError("a push was acknowledged and not kept")
    store.close()
    told = {"push": {**percentiles(pushes[_WARM:]), "per_second": round(len(pushes) / seconds)}}
    told["scan"] = percentiles(scans[4:])
    return {f"{kind}_{name}": value for kind, figures in told.items() for name, value in figures.items()}


def _push(address: str, n: int) -> tuple[list[float], float]:
    """Push n new orders at moments of chance; return the milliseconds of each, and how long it took in all."""
    chance = random.Random(7)
    began = time.perf_counter() + 0.5
    due = list(itertools.accumulate((chance.expovariate(RATE) for _one in range(n)), initial=began))[:n]

    def push(number: int) -> float:
        body = _order(number)
        headers = {RELAY_HEADER: sign.relay("R", body=body)}
        threading.Event().wait(max(0.0, due[number] - time.perf_counter()))
        answer = http.post("/push/miniprogram", content=body, headers=headers)
        if answer.status_code != 200:
            raise AssertionError(f"not acknowledged: {answer.status_code}")
        return (time.perf_counter() - due[number]) * 1000

    with httpx.Client(base_url=address, timeout=30) as http, ThreadPoolExecutor(SENDERS) as senders:
        times = list(senders.map(push, range(n)))
    return times, time.perf_counter() - began


def _order(number: int) -> bytes:
    phone = f"139{number:08d}"
    place = {"province": "浙江省", "city": "杭州市", "district": "余杭区", "detail": "测试路0号"}
    order = {
        "number": f"P{number}",
        "status": "paid",
        "paid_at": "2026-11-22 10:00:00",
        "updated_at": "2026-11-22 10:00:00",
        "recipient": {"name": "测试甲", "phone": phone, **place},
        "items": [{"name": "儿童卫衣", "qty": 1, "code": SKUS[number % 3], "price": "64.00"}],
    }
    return json.dumps(order, ensure_ascii=False).encode()


def _scan(settings: Settings, codes: list[str], ended: Event, scanned: Queue[list[float]]) -> None:
    """Scan orders at a free bench until told to stop: a process of its own, as a bench is."""
    times: list[float] = []
    store = open_store(settings)
    session.scan(store, badge_code("1001"), station="1")
    for code in itertools.cycle(codes):
        if ended.wait(_BETWEEN):
            break
        began = time.perf_counter()
        session.scan(store, code, station="1")
        times.append((time.perf_counter() - began) * 1000)
        store.write(lambda tx: packing.set_bench(tx, "1", order_id=None))
    scanned.put(times)
    store.close()
