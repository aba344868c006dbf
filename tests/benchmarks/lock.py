"""Paid -> stock locked: whole orders through ``intake.accept`` on one hot SKU in three warehouses, durable commits.

``closed``: 16 clients, each hands over its next order when the one before is locked; on PostgreSQL again as 8
processes of 2 clients (``processes``). ``open``: orders arrive by chance (Poisson, 100 a second, 30 % on one SKU),
counted from the moment they should have arrived. SQLite synchronous FULL, PostgreSQL synchronous_commit on; every run
must end with a ledger that adds up and nothing oversold. With ``--orders 1000000`` the closed loop is run again with a
tenth of that in the store, and with all. Claims: closed >= 1,000 orders/s SQLite, >= 300 PostgreSQL, p99 <= 250 ms;
open P95 <= 50 ms, <= 200 ms; growth <= 1.5; nobody waits longer than 2 s.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.intake.accept import accept
from station.settings import Settings
from station.stock.check import violations
from station.stock.show import set_on_hand
from station.store import stock
from station.store.engine import open_store
from tests import shop
from tests.benchmarks.fill import order
from tests.postgres import DURABLE, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store

CLIENTS = 16
PROCESSES = 8  # on PostgreSQL, two clients each
HOT = "WY-CW-120"
RATE = 100  # orders a second, open loop
_SKUS = (HOT, "WY-FB-120", "WY-FB-130", "SOCK")
_PLACES = ("HZ1", "YW2", "GZ3")


def measure(orders: int = 0, samples: int = 6000) -> dict[str, Any]:
    """Return the figures of both engines; the main ones are SQLite, closed loop."""
    found: dict[str, Any] = {}
    for engine in ("sqlite", "postgresql"):
        with _store(engine) as store:
            closed = _closed(store, samples if engine == "sqlite" else samples // 2)
            several = _several(store, samples // 2) if engine == "postgresql" else {}
            opened = _open(store, samples // 3)
            growth = _growth(store, orders, samples // 3) if orders else {}
        found |= {f"{engine}_closed_{name}": value for name, value in closed.items()}
        found |= {f"{engine}_processes_{name}": value for name, value in several.items()}
        found |= {f"{engine}_open_{name}": value for name, value in opened.items()}
        found |= {f"{engine}_{name}": value for name, value in growth.items()}
    main = ("n", "p50_ms", "p95_ms", "p99_ms", "per_second")
    return {**found, **{name: found[f"sqlite_closed_{name}"] for name in main}, "clients": CLIENTS, "rate": RATE}


@contextmanager
def _store(engine: str) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if engine == "sqlite":
            yield from _filled(home, f"sqlite:///{home / 'packbench.db'}")
        else:
            with running(DURABLE) as server:
                server.command("CREATE DATABASE lock")
                yield from _filled(home, server.url("lock"))


def _filled(home: Path, url: str) -> Iterator[Store]:
    store = open_store(Settings(home, url, "1"))
    shop.build(store, on_hand=0)
    store.write(lambda tx: stock.add_warehouse(tx, "GZ3", "广州三仓", rank=3))
    for sku in _SKUS:
        for place in _PLACES:
            store.write(lambda tx, at=(sku, place): set_on_hand(tx, *at, qty=1_000_000, actor="fill"))  # type: ignore[misc]
    try:
        yield store
    finally:
        store.close()


def _orders(start: int, count: int, *, hot_share: float) -> list[CanonicalOrder]:
    chance = random.Random(start)
    made = []
    for number in range(start, start + count):
        sku = HOT if chance.random() < hot_share else chance.choice(_SKUS[1:])
        made.append(shop.order(f"{number:019d}", code=sku, recipient=order(number).recipient, buyer_id=None))
    return made


def _closed(store: Store, samples: int, *, start: int = 0) -> dict[str, Any]:
    """Run 16 clients on one SKU."""
    from ui.commands.benchmark import percentiles

    todo = _orders(start, samples, hot_share=1.0)
    accept(store, _orders(start + samples, 200, hot_share=1.0))  # the first ones compile the statements
    began = time.perf_counter()
    times = _clients(store, todo, CLIENTS)
    seconds = time.perf_counter() - began
    _prove(store, todo)
    return {**percentiles(times), "max_ms": round(max(times), 1), "per_second": round(len(times) / seconds)}


def _clients(store: Store, todo: list[CanonicalOrder], clients: int) -> list[float]:
    """Let so many threads each hand over its next order when the one before is locked; return the milliseconds."""
    times: list[float] = []

    def client(part: list[CanonicalOrder]) -> None:
        for one in part:
            began = time.perf_counter()
            accept(store, [one])
            times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=client, args=(todo[number::clients],)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _several(store: Store, samples: int) -> dict[str, Any]:
    """Run 8 processes of 2 clients on one SKU, all starting at once."""
    from ui.commands.benchmark import percentiles

    spawn = multiprocessing.get_context("spawn")
    ready, answers = spawn.Barrier(PROCESSES + 1), spawn.SimpleQueue()
    each, first = samples // PROCESSES, 5_000_000
    url = store.engine.url.render_as_string(hide_password=False)
    settings = Settings(store.home, url, "1")
    hands = [
        spawn.Process(target=_hand, args=(settings, first + number * 2 * each, each, ready, answers))
        for number in range(PROCESSES)
    ]
    for hand in hands:
        hand.start()
    ready.wait(120)
    began = time.perf_counter()
    times = [one for _hand_ in hands for one in answers.get()]
    seconds = time.perf_counter() - began
    for hand in hands:
        hand.join()
    _prove(
        store, [one for number in range(PROCESSES) for one in _orders(first + number * 2 * each, each, hot_share=1.0)]
    )
    return {**percentiles(times), "max_ms": round(max(times), 1), "per_second": round(len(times) / seconds)}


def _hand(settings: Settings, start: int, samples: int, ready: Barrier, answers: SimpleQueue[list[float]]) -> None:
    """One process: warm up, wait for the others, hand over its orders."""
    store = open_store(settings)
    accept(store, _orders(start + samples, 20, hot_share=1.0))
    ready.wait(120)
    answers.put(_clients(store, _orders(start, samples, hot_share=1.0), CLIENTS // PROCESSES))
    store.close()


def _open(store: Store, samples: int) -> dict[str, Any]:
    """Let orders arrive by chance, each handed over by a thread of its own as messages are."""
    from concurrent.futures import ThreadPoolExecutor

    from ui.commands.benchmark import percentiles

    chance = random.Random(11)
    todo = _orders(10_000_000, samples, hot_share=0.3)
    times: list[float] = []

    def hand_over(one: CanonicalOrder, due: float) -> None:
        accept(store, [one])
        times.append((time.perf_counter() - due) * 1000)

    with ThreadPoolExecutor(64) as pool:
        due = time.perf_counter()
        for one in todo:
            due += chance.expovariate(RATE)
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(hand_over, one, due)
    _prove(store, todo)
    return {**percentiles(times), "mean_ms": round(sum(times) / len(times), 1), "max_ms": round(max(times), 1)}


def _growth(store: Store, orders: int, samples: int) -> dict[str, Any]:
    """Run the closed loop with a tenth of the orders in the store, and with all of them."""
    from tests.benchmarks.grow import grow

    found: dict[str, Any] = {}
    for number, size in enumerate((orders // 10, orders), 1):
        grow(store, size)
        figures = _closed(store, samples, start=number * 20_000_000)
        found |= {f"with_{size}_{name}": figures[name] for name in ("p50_ms", "p99_ms", "per_second")}
    found["growth"] = round(found[f"with_{orders // 10}_per_second"] / found[f"with_{orders}_per_second"], 2)
    return found


def _prove(store: Store, told: list[CanonicalOrder]) -> None:
    """Ask the ledger, and tell everything again: nothing may change."""
    again = {one.outcome for one in accept(store, told)}
    with store.read() as tx:
        wrong = violations(tx)
    if wrong or again != {"unchanged"}:
        raise AssertionError(f"the ledger does not add up: {wrong[:3]} {again}")
