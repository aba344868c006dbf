"""Programs at four benches doing everything at once, killed (SIGKILL) 200 times on each engine: what is broken?

``kills_hands.py`` does intake, packing, printing, returns, stock, rules and backups. After every kill the program is
started again and the store is held to everything it must keep: each audit chain whole, with every head a program was
ever told still in it; the stock ledger adds up; no row belongs to an order that is not there; a print job is in one
state, no copy is asked for twice; no bench holds a parcel that is closed; every order that was acknowledged is there.
At the end each backup that was acknowledged is unpacked and held to the same. ``benchmark kills --samples 200``; a
seeded few run in ``tests/safety/test_kills.py``.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from station.people import audit
from station.people.roles import Role
from station.settings import Settings
from station.stock.check import violations
from station.store import audit as chain
from station.store import backup, prints, waybills
from station.store.engine import open_store
from station.store.schema.base import NO_ORDER, metadata
from station.store.schema.orders import orders
from station.store.schema.packing import benches
from station.store.schema.prints import print_jobs
from tests import shop
from tests.benchmarks import kills_hands as hands
from tests.postgres import DURABLE, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

    from station.store.engine import Store, Tx
    from station.store.vault import Vault

BENCHES = ("1", "2", "3", "4")
_PROGRAMS = multiprocessing.get_context("forkserver")
_PROGRAMS.set_forkserver_preload(["tests.benchmarks.kills_hands", "sqlalchemy.dialects.sqlite"])
_STATES = {*prints.OPEN, prints.PLANNED, prints.CONFIRMED, prints.CANCELLED, prints.VOID}


def measure(samples: int = 200) -> dict[str, Any]:
    """Kill so often on each engine and return the counts."""
    found: dict[str, Any] = {"n": samples}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), f"sqlite:///{folder}/packbench.db", "1")
        found |= {f"sqlite_{name}": value for name, value in campaign(settings, kills=samples, seed=1).items()}
    with running(DURABLE) as server, tempfile.TemporaryDirectory() as folder:
        server.command("CREATE DATABASE kills")
        settings = Settings(Path(folder), server.url("kills"), "1")
        found |= {f"postgresql_{name}": value for name, value in campaign(settings, kills=samples, seed=2).items()}
    return found


def campaign(settings: Settings, *, kills: int, seed: int, programs: int = len(BENCHES)) -> dict[str, Any]:
    """Run one campaign on a fresh store; return counts, and ``wrong``: what does not hold, by its kind."""
    began, chance = time.monotonic(), random.Random(seed)
    store = open_store(settings)
    _furnish(store)
    seen = Seen()
    running_now = {bench: _start(settings, bench, chance) for bench in BENCHES[:programs]}
    for _kill in range(kills):
        bench = chance.choice(sorted(running_now))
        program, told = running_now[bench]
        if chance.random() < 0.9:  # else it may still be opening the store
            told.poll(20)
        time.sleep(chance.uniform(0.02, 0.6))
        seen.wrong.update([] if program.is_alive() else ["program ended by itself"])
        _stop(program, told)
        _look(store, settings.home, seen)
        running_now[bench] = _start(settings, bench, chance)
    for program, told in running_now.values():
        _stop(program, told)
    _look(store, settings.home, seen)
    for name in sorted(seen.backups):
        seen.wrong.update(_restored(settings, store.vault, name))
    with store.read() as tx:
        entries = sum(chain.head(tx, bench)[0] for bench in BENCHES)
        jobs = Counter(row.state for row in prints.listing(tx, limit=10**6))
    store.close()
    return {
        "kills": kills,
        "looks": seen.looks,
        "orders": len(seen.orders),
        "audit_entries": entries,
        "heads_acknowledged": sum(len(heads) for heads in seen.heads.values()),
        "backups_restored": len(seen.backups),
        "print_jobs": dict(sorted(jobs.items())),
        "wrong": dict(seen.wrong),
        "seconds": round(time.monotonic() - began),
    }


@dataclass(slots=True)
class Seen:
    """What was acknowledged so far, and what did not hold."""

    orders: set[str] = field(default_factory=set)
    heads: dict[str, dict[int, str]] = field(default_factory=dict)
    backups: set[str] = field(default_factory=set)
    wrong: Counter[str] = field(default_factory=Counter)
    looks: int = 0


def broken(tx: Tx) -> Iterator[str]:
    """Give what does not hold in one snapshot of a store, by its kind."""
    for bench in chain.stations(tx):
        if (link := audit.verify(tx, bench)) is not None:
            yield f"chain {bench} at {link}"
    for one in violations(tx):
        yield f"stock {one.rule}"
    for table in metadata.sorted_tables:
        if "order_id" in table.c and table is not orders:
            mine = table.c.order_id
            known = select(orders.c.order_id).where(orders.c.order_id == mine).exists()
            lost = select(func.count()).select_from(table).where(mine.is_not(None), mine != NO_ORDER, ~known)
            if count := tx.execute(lost).scalar():
                yield f"orphans {table.name} {count}"
    yield from _prints(tx)
    closed = select(benches.c.station).join(orders, orders.c.order_id == benches.c.order_id)
    if tx.execute(closed.where(orders.c.packed_at.is_not(None))).first():
        yield "bench holds a closed parcel"


def _prints(tx: Tx) -> Iterator[str]:
    copies: Counter[tuple[str, str, int]] = Counter()
    for job in tx.execute(select(print_jobs)):
        copies[job.kind, job.order_id, job.copy_no] += 1
        if job.state not in _STATES:
            yield f"print state {job.state}"
    if any(count > 1 for count in copies.values()):
        yield "print copy asked for twice"


def _look(store: Store, home: Path, seen: Seen) -> None:
    seen.looks += 1
    for bench, kind, facts in hands.acknowledged(home):
        match kind, facts:
            case "order", [number]:
                seen.orders.add(str(number))
            case "backup", [name]:
                seen.backups.add(str(name))
            case "head", [int(seq), str(sha)]:
                seen.heads.setdefault(bench, {})[seq] = sha
    with store.read() as tx:
        seen.wrong.update(broken(tx))
        known = set(tx.execute(select(orders.c.number)).scalars())
        for bench, heads in seen.heads.items():
            links = {row.seq: row.hash for row in chain.links(tx, bench)}
            gone = sum(links.get(seq) != sha for seq, sha in heads.items() if seq)
            seen.wrong.update({"acknowledged head gone": gone} if gone else {})
    if lost := len(seen.orders - known):
        seen.wrong["acknowledged order lost"] += lost


def _restored(settings: Settings, vault: Vault, name: str) -> list[str]:
    """Unpack a backup that was acknowledged into a store of its own and return what does not hold in it."""
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        inside = Path(folder) / "packbench.db"
        backup.unpack(settings.home / "backups" / name, vault, inside)
        again = open_store(replace(settings, store_url=f"sqlite:///{inside}"))
        with again.read() as tx:
            wrong = [f"restored {what}" for what in broken(tx)]
        again.close()
    return wrong


def _furnish(store: Store) -> None:
    from station.people import operators

    shop.build(store, on_hand=1000)

    def work(tx: Tx) -> None:
        for bench in BENCHES:
            operators.add(tx, f"100{bench}", name="测试", role=Role.PACKER)
        waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(50_000)])

    store.write(work)


def _start(settings: Settings, bench: str, chance: random.Random) -> tuple[ForkServerProcess, Connection]:
    ours, theirs = _PROGRAMS.Pipe()
    own = replace(settings, station=bench)
    program = _PROGRAMS.Process(target=hands.work, args=(own, chance.randrange(10**9), theirs), daemon=True)
    program.start()
    theirs.close()
    return program, ours


def _stop(program: ForkServerProcess, told: Connection) -> None:
    program.kill()
    program.join()
    told.close()
