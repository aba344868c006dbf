"""Many processes on the same shelves, killed at any point: is the ledger still right? ``benchmark stock``.

Processes tell orders of one hot SKU - paid, deposit then balance, cancelled, shipped - while shelves are counted. In
the second half of each engine's run processes get SIGKILL at random moments and are started again, and a PostgreSQL
backend gets it too, which makes the whole server crash and recover. Every order acknowledged stands in a file of its
process. At the end the ledger is audited, and all that was acknowledged is told once more: nothing may change.
A seeded few run in ``tests/station/stock/test_campaign.py``.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from station.errors import DeviceError, UserError
from station.intake.accept import accept
from station.intake.restock import count, serve_rest
from station.orders.canonical import ChannelStatus
from station.settings import Settings
from station.stock.check import violations
from station.stock.show import set_on_hand
from station.store.engine import open_store
from tests import shop
from tests.postgres import DURABLE, running

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store
    from tests.postgres import Server

T = TypeVar("T")
HOT = "WY-CW-120"
_LIVES = (
    (ChannelStatus.PAID,),
    (ChannelStatus.DEPOSIT, ChannelStatus.PAID),
    (ChannelStatus.PAID, ChannelStatus.CANCELLED),
    (ChannelStatus.DEPOSIT, ChannelStatus.CANCELLED),
    (ChannelStatus.PAID, ChannelStatus.SHIPPED),
)
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class Campaign:
    """How many hands, how much work, how much trouble."""

    settings: Settings
    seed: int
    processes: int
    orders: int  # for each process
    kills: int = 0
    crash: Callable[[], None] | None = None  # of the database server


def run(campaign: Campaign) -> Counter[str]:
    """Run one campaign on a store that is filled; return counts and ``max_ms``, the longest one order waited."""
    chance = random.Random(campaign.seed)
    hands = {_start(campaign, hand): hand for hand in range(campaign.processes)}
    told: Counter[str] = Counter(kills=0, server_crashes=0, failed=0)
    attempts = 0
    while hands:
        if attempts < campaign.kills:
            attempts += 1
            time.sleep(chance.uniform(0.05, 0.4))
            if campaign.crash is not None and attempts % 4 == 0:
                campaign.crash()
                told["server_crashes"] += 1
            os.kill(chance.choice(sorted(hands)), signal.SIGKILL)
        pid, status = _ended(hands)
        hand = hands.pop(pid)
        if os.WIFSIGNALED(status):
            told["kills"] += 1
            hands[_start(campaign, hand)] = hand
        elif status:
            told["failed"] += 1
    told.update(_audit(campaign))
    return told


def build(settings: Settings) -> None:
    """Fill the shop; the hot SKU lies in three places and is too little for all."""
    store = open_store(settings)
    shop.build(store, on_hand=0)
    for place, qty in (("HZ1", 60), ("YW2", 50)):
        store.write(lambda tx, at=place, n=qty: set_on_hand(tx, HOT, at, qty=n, actor="test"))  # type: ignore[misc]
    store.close()


def story(campaign: Campaign, hand: int) -> list[CanonicalOrder]:
    """Return all that one process tells, in order; the same each time it is started."""
    chance = random.Random(campaign.seed * 100 + hand)
    told = []
    for number in range(campaign.orders):
        first = shop.order(f"{campaign.seed:03d}{hand:03d}{number:013d}", code=HOT, qty=chance.randint(1, 3))
        first = replace(first, buyer_id=f"{hand}-{number}", recipient=None)
        for step, status in enumerate(chance.choice(_LIVES)):
            told.append(replace(first, status=status, updated_at=first.updated_at + timedelta(minutes=step)))
    return told


def _start(campaign: Campaign, hand: int) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        store = _stubborn(lambda: open_store(campaign.settings))
        _tell(store, campaign, hand)
        store.close()
        status = 0
    except BaseException:  # noqa: BLE001 - a process of its own: told, and seen in its status
        traceback.print_exc()
    finally:
        os._exit(status)


def _ended(hands: Collection[int]) -> tuple[int, int]:
    """Wait for one of our own processes; others have their own keepers."""
    while True:
        for hand in hands:
            pid, status = os.waitpid(hand, os.WNOHANG)
            if pid:
                return pid, status
        time.sleep(0.005)


def _acks(campaign: Campaign, hand: int) -> Path:
    return campaign.settings.home / f"acks-{campaign.seed}-{hand}"


def _tell(store: Store, campaign: Campaign, hand: int) -> None:
    """Go on where the file ends: the one after it may be written already, and is told again."""
    path = _acks(campaign, hand)
    done = len(path.read_bytes().splitlines()) if path.exists() else 0
    chance = random.Random()
    with path.open("ab", buffering=0) as acks:
        for number, order in enumerate(story(campaign, hand)[done:]):
            began = time.perf_counter()
            _stubborn(lambda order=order: accept(store, [order]))  # type: ignore[misc]
            acks.write(f"{(time.perf_counter() - began) * 1000:.1f}\n".encode())
            if number % 10 == 9:
                place, qty = chance.choice((("HZ1", 60), ("YW2", 50))), chance.randint(20, 90)
                _stubborn(lambda at=place[0], n=qty: _count(store, at, n))  # type: ignore[misc]


def _count(store: Store, place: str, qty: int) -> None:
    try:
        store.write(lambda tx: count(tx, HOT, place, qty=qty, actor="command", station="1"))
        serve_rest(store, HOT)
    except UserError:  # less than is locked
        return


def _stubborn(act: Callable[[], T]) -> T:
    """Do it again while the database is away."""
    for _attempt in range(200):
        try:
            return act()
        except DeviceError:
            time.sleep(0.05)
    raise AssertionError("the database stayed away")


def _audit(campaign: Campaign) -> Counter[str]:
    told: Counter[str] = Counter(violations=0, lost=0, changed_again=0)
    store = _stubborn(lambda: open_store(campaign.settings))
    with store.read() as tx:
        wrong = violations(tx)
    waits = [0.0]
    for hand in range(campaign.processes):
        acks = _acks(campaign, hand).read_bytes().splitlines()
        waits += [float(one) for one in acks]
        orders = story(campaign, hand)
        told["lost"] += len(orders) - len(acks)
        last = {order.number: order for order in orders}
        outcomes = accept(store, list(last.values()))
        told["acknowledged"] += len(acks)
        told["changed_again"] += sum(one.outcome != "unchanged" for one in outcomes)
    with store.read() as tx:
        wrong += violations(tx)
    store.close()
    for one in wrong[:5]:
        sys.stderr.write(f"{campaign.seed}: {one}\n")
    told["violations"] = len(wrong)
    told["max_ms"] = round(max(waits))
    return told


def crasher(server: Server, database: str) -> Callable[[], None]:
    """Return what kills a backend of our own server, which then crashes and recovers as a whole."""
    import psycopg

    def crash() -> None:
        try:
            with psycopg.connect(host=str(server.socket), user="packbench", dbname=database) as connection:
                pids = [int(row[0]) for row in connection.execute(_BACKENDS)]
            for pid in pids[:1]:
                os.kill(pid, signal.SIGKILL)
        except (psycopg.OperationalError, ProcessLookupError):  # it is recovering, or that one has gone
            return

    return crash


def measure(orders: int = 200, samples: int = 24) -> dict[str, Any]:
    """Run on both engines, at peace and with ``samples`` kills; ``orders`` for each process."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), f"sqlite:///{folder}/packbench.db", "1")
        found |= _both(settings, "sqlite", 3, orders, samples, None)
    with running(DURABLE) as server, tempfile.TemporaryDirectory() as folder:
        server.command("CREATE DATABASE stock")
        settings = Settings(Path(folder), server.url("stock"), "1")
        found |= _both(settings, "postgresql", 8, orders, samples, crasher(server, "stock"))
    return found


def _both(
    settings: Settings, engine: str, processes: int, orders: int, kills: int, crash: Callable[[], None] | None
) -> dict[str, Any]:
    build(settings)
    peace = run(Campaign(settings, 1, processes, orders))
    war = run(Campaign(settings, 2, processes, orders, kills, crash))
    return {
        **{f"{engine}_{name}": value for name, value in peace.items()},
        **{f"{engine}_killed_{name}": value for name, value in war.items()},
    }
