"""Simulated exchanges with SIGKILL at every step: both stock entries or neither, and never a wrong release.

    python -m tests.benchmarks.exchanges [--n 1000] [--seed 1] [--engine sqlite|postgresql]

Each exchange is a list of acts: arranged, opened at the bench, the old item scanned, the new one, the label printed
and scanned back; some ask for what is out of stock, some are refunded or called off half way. In one act, before one
of its SQL statements or right after its commit, the process is killed; another process looks whether both or neither
is there, does that act again and goes on to the end. Wrong is: a label of the original or with the old item, a label
after a refund, a parcel closed with the old item, stock that does not add up. Every process is forked from one that
never opened the store. ``tests/station/returns/test_exchange_crashes.py`` runs a seeded few.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.orders.canonical import CanonicalCase, CaseType
from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Result
from station.people.codes import badge_code
from station.returns.exchange import ExchangeRefusedError, apply_exchange
from station.settings import Settings
from station.stock.check import violations
from station.stock.show import set_on_hand
from station.store import engine, prints, stock, waybills, work
from station.store import orders as master
from station.store import returns as cases
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.store.engine import Store, Tx

OLD, NEW, NONE_LEFT = "WY-CW-120", "WY-FB-130", "SOCK"
PLANS = {
    "packed": ("arrange", "open", "old", "new", "label"),
    "refunded": ("arrange", "open", "refund", "old", "new", "label"),
    "called_off": ("arrange", "open", "call_off", "old"),
    "short": ("arrange_short", "open_original"),
}
MOST = {"arrange": 75, "arrange_short": 35, "open": 60, "open_original": 60, "refund": 60, "call_off": 70, "label": 60}
OUT = (prints.QUEUED, prints.CLAIMED, prints.SENDING, prints.SENT, prints.CONFIRMED)


@dataclass
class Told:
    """What a process found; pickled to the one that counts."""

    both: bool = False
    neither: bool = False
    killed: bool = False
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """One simulated exchange."""

    number: str
    plan: str
    dies_in: str
    statement: int

    @property
    def acts(self) -> tuple[str, ...]:
        """What is done, in order."""
        return PLANS[self.plan]

    @property
    def station(self) -> str:
        """A bench of its own."""
        return f"B{self.number[-6:]}"

    @property
    def order_id(self) -> str:
        """The original's id."""
        from station.orders.ids import channel_order_id

        return channel_order_id("douyin", "", self.number)


def simulate(settings: Settings, runs: list[Run]) -> Counter[str]:
    """Run all of them on a built shop and count."""
    counts: Counter[str] = Counter()
    for run in runs:
        _forked(settings, lambda store, run=run: _to_death(store, run))  # type: ignore[misc]
        told = _forked(settings, lambda store, run=run: _to_the_end(store, run))  # type: ignore[misc]
        if told is None:
            told = Told(wrong=["the second process died"])
        counts["n"] += 1
        counts[run.plan] += 1
        counts["both"] += told.both
        counts["neither"] += told.neither
        counts["half_done"] += not (told.both or told.neither)
        counts["wrong_releases"] += bool(told.wrong)
        for why in told.wrong:
            sys.stderr.write(f"{run}: {why}\n")
    return counts


def plan(n: int, seed: int) -> list[Run]:
    """Return n exchanges, each with where it dies."""
    chance = random.Random(seed)
    runs = []
    for number in range(n):
        name = chance.choices(list(PLANS), weights=(6, 2, 1, 1))[0]
        act = chance.choice(PLANS[name])
        runs.append(Run(f"88{seed:03d}{number:010d}", name, act, chance.randint(1, MOST.get(act, 30))))
    return runs


def build(settings: Settings, n: int) -> None:
    """Fill the shop: enough of everything but of one SKU."""
    _forked(settings, lambda store: _built(store, n))


def _built(store: Store, n: int) -> Told:
    shop.build(store, on_hand=3 * n)
    store.write(lambda tx: waybills.add(tx, "demo", [f"DX{number:013d}" for number in range(2 * n + 10)]))
    store.write(lambda tx: set_on_hand(tx, NONE_LEFT, "HZ1", qty=0, actor="test"))
    return Told()


def _forked(settings: Settings, work_: Callable[[Store], Told]) -> Told | None:
    """Do it in a process of its own; ``None`` when that was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            store = engine.open_store(settings)
            told = work_(store)
            os.write(writing, pickle.dumps(told))
            store.close()
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    if status or not data:
        return Told(wrong=[f"the process ended with {status}"])
    told = pickle.loads(data)
    return told if isinstance(told, Told) else None


def _to_death(store: Store, run: Run) -> Told:
    shop.put(store, shop.order(run.number, code=OLD))
    for act in run.acts:
        if act == run.dies_in:
            _arm(run.statement)
        _act(store, run, act)
        if act == run.dies_in:
            os.kill(os.getpid(), signal.SIGKILL)  # it had fewer statements: right after the commit
    return Told()


def _arm(statement: int) -> None:
    """Kill this process before its n-th statement from now."""
    left = [statement]
    plain = engine.Tx.execute

    def execute(self: Tx, *given: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(self, *given)

    engine.Tx.execute = execute  # type: ignore[method-assign,assignment]


def _to_the_end(store: Store, run: Run) -> Told:
    told = Told()
    arranged = "arrange_short" if run.plan == "short" else "arrange"
    _halves(store, run, told)
    past = run.acts.index(run.dies_in)
    for act in run.acts[past if run.dies_in != arranged or not told.both else past + 1 :]:
        _act(store, run, act)
        _releases(store, run, told, act)
    with store.read() as tx:
        told.wrong += [f"stock: {one}" for one in violations(tx)][:3]
    return told


def _halves(store: Store, run: Run, told: Told) -> None:
    """Right after the crash: everything of the exchange, or nothing of it."""
    with store.read() as tx:
        live = stock.live(tx, run.order_id)
        applied = [case for case in cases.cases(tx, run.order_id) if case.exchange_order_id is not None]
        tickets = work.alike(tx, run.order_id, kind="exchange", sku=NEW)
        if not applied:
            told.neither = not tickets and all(one.kind == "sale" for one in live)
            return
        exchange = master.head(tx, applied[0].exchange_order_id)
        ended = exchange is not None and (exchange.state == "cancelled" or exchange.packed_at is not None)
        reserved = [one.kind for one in stock.live(tx, applied[0].exchange_order_id)]
        whole = bool(tickets) and tickets[0].title == f"【换货】{run.number}" and exchange is not None
        kinds = [one.kind for one in live] == ["exchange_hold"] and reserved == ["exchange_reserve"]
        told.both = whole and (kinds or ended)


def _act(store: Store, run: Run, act: str) -> None:
    if act in ("arrange", "arrange_short"):
        _arrange(store, run, NEW if act == "arrange" else NONE_LEFT)
    elif act in ("refund", "call_off"):
        refund = act == "refund"
        kind = CaseType.RETURN_REFUND if refund else CaseType.EXCHANGE
        told = CanonicalCase("R2" if refund else "R1", kind, open=refund, agreed=False)
        shop.put(store, shop.order(run.number, code=OLD, cases=(told,)))
    elif act == "label":
        _printed(store, run)
        for code in _label_codes(store, run):
            session.scan(store, code, station=run.station)
    else:
        session.scan(store, badge_code("1001"), station=run.station)
        barcode = {"old": OLD, "new": NEW}.get(act)
        if act in ("open", "open_original"):
            session.scan(store, short_code(run.order_id), station=run.station)
        else:
            shown = session.scan(store, _barcode(barcode or OLD), station=run.station)
            if act == "old" and run.plan == "packed" and shown.result not in (Result.OLD_ITEM, None):
                raise AssertionError(f"the old item was taken as {shown.result}")


def _barcode(code: str) -> str:
    return next(barcode for sku, _name, _size, _color, barcode in shop.SKUS if sku == code)


def _arrange(store: Store, run: Run, sku: str) -> None:
    def arrange(tx: Tx) -> None:
        apply_exchange(
            tx, run.order_id, line_no=1, new_sku=sku, text="换一件", actor="2001", station=run.station, case_no="R1"
        )

    try:
        store.write(arrange)
    except ExchangeRefusedError:  # arranged before the crash
        return


def _exchange_id(tx: Tx, run: Run) -> str | None:
    found = [case.exchange_order_id for case in cases.cases(tx, run.order_id) if case.exchange_order_id is not None]
    return found[0] if found else None


def _printed(store: Store, run: Run) -> None:
    """Play the spooler: what was asked for comes out."""

    def out(tx: Tx) -> None:
        exchange = _exchange_id(tx, run)
        for job in prints.of_order(tx, exchange) if exchange else []:
            prints.move(tx, job.job_id, (prints.QUEUED,), prints.SENT)

    store.write(out)


def _label_codes(store: Store, run: Run) -> list[str]:
    with store.read() as tx:
        exchange = _exchange_id(tx, run)
        jobs = prints.of_order(tx, exchange) if exchange else []
        return [str(job.code) for job in jobs if job.state == prints.SENT]


def _releases(store: Store, run: Run, told: Told, act: str) -> None:
    """Nothing may have gone out that must not."""
    with store.read() as tx:
        exchange = _exchange_id(tx, run)
        mine = [job for job in prints.of_order(tx, run.order_id) if job.state in OUT]
        if mine and run.plan != "short":
            told.wrong.append(f"after {act}: a label of the original is out")
        jobs = [job for job in prints.of_order(tx, exchange) if job.state in OUT] if exchange else []
        for job in jobs:
            if prints.fields_of(tx, job)["new"]["code"] != NEW:
                told.wrong.append(f"after {act}: the label names the old item")
        refunded = run.plan == "refunded" and act in ("refund", "old", "new", "label")
        if refunded and jobs:
            told.wrong.append(f"after {act}: a label after the refund")
        row = master.head(tx, exchange) if exchange else None
        if act == "label" and run.plan == "packed" and (row is None or row.packed_at is None):
            told.wrong.append("the right parcel was not closed")


def measure(orders: int = 1000, seed: int = 1) -> dict[str, Any]:
    """Run on SQLite in a folder of its own: ``benchmark exchanges``."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Settings(Path(folder), f"sqlite:///{folder}/packbench.db", "1"), orders, seed)


def _measured(settings: Settings, n: int, seed: int) -> dict[str, Any]:
    build(settings, n)
    began = time.perf_counter()
    counts = simulate(settings, plan(n, seed))
    return {**dict(counts), "per_second": round(n / (time.perf_counter() - began), 1)}


def main() -> None:
    """Run the whole campaign on one engine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = parser.parse_args()
    if given.engine == "sqlite":
        told = measure(given.n, given.seed)
    else:
        from tests.postgres import running

        with running() as server, tempfile.TemporaryDirectory() as folder:
            server.command("CREATE DATABASE exchanges")
            told = _measured(Settings(Path(folder), server.url("exchanges"), "1"), given.n, given.seed)
    sys.stdout.write(json.dumps({"engine": given.engine, "seed": given.seed, **told}) + "\n")
    sys.exit(1 if told["half_done"] or told["wrong_releases"] else 0)


if __name__ == "__main__":
    main()
