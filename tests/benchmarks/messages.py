"""Mixed messages into the real service, doubled, in any order, killed in between: none lost, none doubled (A01).

    python main.py benchmark messages [--samples 17000]          both engines
    python -m tests.benchmarks.messages [--n 17000] [--kills 6] [--seed 1] [--engine sqlite|postgresql]

The service runs as its own process; eight senders push until each message was acknowledged, as platforms do. Again and
again it is killed with SIGKILL and started anew. What was acknowledged is never sent again: a lost one would be missing
at the end. Then every order must stand once, as its newest message says, with its stock locked once, and no other.
``tests/station/serve/test_messages.py`` runs a seeded few.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import text

from station.settings import Settings
from station.stock.check import violations
from station.stock.show import set_on_hand
from station.store import inbox
from station.store.engine import open_store
from tests import shop
from tests.benchmarks.mixed_messages import SECRETS, SKU, Message, Truth, day, platform
from tests.postgres import CARELESS, running
from tests.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store

SENDERS = 8
_LINES = """SELECT o.order_id, o.state, SUM(l.qty) AS qty, COUNT(*) AS lines FROM orders o
    LEFT JOIN order_lines l ON l.order_id = o.order_id GROUP BY o.order_id, o.state"""
_LOCKED = "SELECT order_id, SUM(qty) AS qty FROM allocations WHERE status = 'live' GROUP BY order_id"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@dataclass
class Service:
    """The service as its own process, killed and started again."""

    home: Path
    url: str
    api: str
    kills: int = 0
    port: int = field(default_factory=_free_port)
    child: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it listens."""
        order = [sys.executable, str(ROOT / "main.py"), "serve", "--json", "--port", str(self.port)]
        own = {"PACKBENCH_HOME": str(self.home), "PACKBENCH_STORE": self.url, "PACKBENCH_KEYRING": "no"}
        env = {**os.environ, **SECRETS, **own, "PACKBENCH_API_DOUYIN": self.api}
        self.child = subprocess.Popen(order, env=env, stdout=subprocess.PIPE, text=True)
        assert self.child.stdout is not None
        json.loads(self.child.stdout.readline())

    def kill(self) -> None:
        """Kill it in the middle of whatever it does, and start it again."""
        self.end()
        self.kills += 1
        self.start()

    def end(self) -> None:
        """Kill it."""
        if self.child is not None:
            self.child.kill()
            self.child.communicate()


def measure(samples: int = 17_000) -> dict[str, Any]:
    """Run the campaign on both engines."""
    found: dict[str, Any] = {"n": samples}
    for engine in ("sqlite", "postgresql"):
        with settings_of(engine) as settings:
            told = campaign(settings, samples, kills=6, seed=1)
        found |= {f"{engine}_{name}": value for name, value in told.items()}
    return found


def campaign(settings: Settings, n: int, *, kills: int, seed: int) -> dict[str, int]:
    """Build the shop, send a day's messages, kill the service meanwhile, and count what is wrong."""
    truths, messages = day(n, seed=seed)
    store = open_store(settings)
    shop.build(store, on_hand=0)
    store.write(lambda tx: set_on_hand(tx, SKU, "HZ1", qty=3 * n, actor="test"))
    with platform(truths) as api:
        service = Service(settings.home, settings.store_url, api)
        service.start()
        began = time.perf_counter()
        try:
            resent = _send(service, messages, random.Random(seed), kills=kills)
            seconds = time.perf_counter() - began
            _fetched(store)
        finally:
            service.end()
    told = _look(store, truths, messages)
    store.close()
    return {**told, "resent": resent, "kills": service.kills, "per_second": round(n / seconds)}


def _send(service: Service, messages: list[Message], chance: random.Random, *, kills: int) -> int:
    """Push until each message was acknowledged; return how many had to be sent again."""
    again = Counter[str]()
    done = threading.Semaphore(0)
    http = httpx.Client(timeout=30, base_url=service.address)

    def push(message: Message) -> None:
        while not _acknowledged(http, message):
            again["sent"] += 1
            threading.Event().wait(0.1)
        done.release()

    with http, ThreadPoolExecutor(SENDERS) as senders:
        futures = [senders.submit(push, message) for message in messages]
        marks = sorted(chance.sample(range(len(messages) // 10, len(messages)), kills))
        for before, mark in zip([0, *marks], marks, strict=False):
            for _one in range(mark - before):
                done.acquire()
            service.kill()
        for future in futures:
            future.result()
    return again["sent"]


def _acknowledged(http: httpx.Client, message: Message) -> bool:
    try:
        answer = http.post(f"/push/{message.channel}", content=message.body, headers=message.headers)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200


def _fetched(store: Store) -> None:
    end = time.monotonic() + 600
    while time.monotonic() < end:
        with store.read() as tx:
            if inbox.waiting(tx)[0] == 0:
                return
        threading.Event().wait(0.2)


def _look(store: Store, truths: list[Truth], messages: list[Message]) -> dict[str, int]:
    with store.read() as tx:
        orders = {_hex(row.order_id): row for row in _rows(tx, _LINES)}
        locked = {_hex(row.order_id): row.qty for row in _rows(tx, _LOCKED)}
        kept, left, broken = inbox.count(tx), inbox.waiting(tx)[0], len(violations(tx))
        stuck = inbox.count_stuck(tx)
    lost = wrong = 0
    for one in truths:
        row = orders.pop(_hex(one.order_id), None)
        if row is None:
            lost += 1
        else:
            wrong += (row.state == "cancelled") is not one.cancelled
            wrong += row.qty != one.qty or row.lines != 1
            wrong += locked.get(_hex(one.order_id), 0) != (0 if one.cancelled else one.qty)
    return {
        "orders": len(truths),
        "lost": lost,
        "doubled": len(orders),
        "wrong": wrong,
        "messages_missing": len({one.body for one in messages}) - kept,
        "stuck": stuck,
        "to_fetch": left,
        "violations": broken,
    }


def _rows(tx: Any, statement: str) -> list[Any]:
    return list(tx.execute(text(statement)))


def _hex(order_id: Any) -> str:
    return order_id.hex() if isinstance(order_id, bytes) else str(order_id).replace("-", "")


@contextmanager
def settings_of(engine: str, settings: tuple[str, ...] = CARELESS) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if engine == "sqlite":
            yield Settings(home, f"sqlite:///{home / 'packbench.db'}", "1")
        else:
            with running(settings) as server:
                server.command("CREATE DATABASE messages")
                yield Settings(home, server.url("messages"), "1")


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=17_000)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args()
    with settings_of(given.engine) as settings:
        told = campaign(settings, given.n, kills=given.kills, seed=given.seed)
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if any(told[name] for name in ("lost", "doubled", "wrong", "messages_missing", "violations")) else 0


if __name__ == "__main__":
    sys.exit(main())
