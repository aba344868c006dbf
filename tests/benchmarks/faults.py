"""The fault campaign: runs in which the program is killed or the printer fails at a random moment, and what became.

Claim: 0 labels silently lost (CONFIRMED, yet not on paper), 0 doubled by themselves, every ambiguous one UNKNOWN, none
stuck. Each run has its own SQLite shop with four labels, its own emulated printer (ZPL, TSPL, CPCL or ESC/POS over TCP,
or on a serial line) and one or two mishaps: SIGKILL of the draining program, stall, reset, silence, paper out, open
lid, ribbon out, pause, power cut. After them the printer is put right and the program, if killed, started again.
``main.py benchmark faults --samples 1000`` is the campaign; ``tests/printing/test_faults.py`` runs a few seeds.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printing.emulator import Emulator
from station.store import prints
from station.store.engine import open_store
from tests.benchmarks import faults_bench as bench

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

JOBS = 4
PRINTERS = ("zpl", "zpl", "tspl", "cpcl", "escpos", "zpl-serial", "tspl-serial", "zpl-mute")
_SAYS = {"mute": "no"}  # as the set-up dialog writes it down after it has asked the printer
MISHAPS = ("kill", "stall", "reset", "mute", "paper", "head", "ribbon", "pause", "power")
_WHOLE: dict[str, Any] = {
    "paper": None,
    "head_open": False,
    "ribbon_out": False,
    "paused": False,
    "stall_after": None,
    "reset_after": None,
}
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one run.

    Attributes:
        states: state -> labels.
        lost: CONFIRMED, yet not on paper.
        doubled: on paper more than once.
        stuck: never came to rest.
        unseen: SENT to a printer that never answers, yet not on paper: the packer has nothing to scan.
    """

    seed: int
    printer: str
    mishaps: tuple[str, ...]
    states: Counter[str]
    lost: int
    doubled: int
    stuck: int
    unseen: int
    torn: int


def measure(samples: int = 1000, *, workers: int = 8, first: int = 0) -> dict[str, Any]:
    """Run the campaign and return its counts."""
    began = time.monotonic()
    outcomes = campaign(range(first, first + samples), workers=workers)
    states: Counter[str] = Counter()
    for one in outcomes:
        states.update(one.states)
    bad = [one.seed for one in outcomes if one.lost or one.doubled or one.stuck]
    return {
        "n": samples,
        "per_second": round(samples / (time.monotonic() - began), 2),
        "labels": samples * JOBS,
        "silently_lost": sum(one.lost for one in outcomes),
        "doubled": sum(one.doubled for one in outcomes),
        "stuck": sum(one.stuck for one in outcomes),
        "states": dict(sorted(states.items())),
        "sent_and_not_on_paper": dict(_by_printer(outcomes)),
        "torn_labels_on_paper": sum(one.torn for one in outcomes),
        "mishaps": dict(sorted(Counter(mishap for one in outcomes for mishap in one.mishaps).items())),
        "printers": dict(sorted(Counter(one.printer for one in outcomes).items())),
        "bad_seeds": bad[:20],
    }


def _by_printer(outcomes: list[Outcome]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in outcomes:
        found[one.printer] += one.unseen
    return +found


def campaign(seeds: range, *, workers: int) -> list[Outcome]:
    """Run these seeds, some at a time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.benchmarks.faults_bench", "PIL.ImageFont", "sqlalchemy.dialects.sqlite"])
    with tempfile.TemporaryDirectory() as folder:
        pattern = Path(folder) / "pattern"
        bench.build(pattern, JOBS)
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(partial(_run, context, Path(folder)), seeds))


def _run(context: ForkServerContext, folder: Path, seed: int) -> Outcome:
    dice = random.Random(seed)
    home = folder / f"run-{seed}"
    shutil.copytree(folder / "pattern", home)
    name = PRINTERS[seed % len(PRINTERS)]
    language, _dash, kind = name.partition("-")
    mishaps = tuple(dice.choices(MISHAPS, k=dice.choice((1, 1, 2))))
    with Emulator(language=language, serial=kind == "serial") as emulator:
        emulator.change(
            print_seconds=dice.uniform(0.01, 0.15), mute=kind == "mute", boot_seconds=1.0 if kind == "serial" else 0.0
        )
        url = emulator.url(f"dpmm=8&width=76&height=130&timeout=0.4&status={_SAYS.get(kind, 'yes')}")
        child = _start(context, home, url)
        time.sleep(dice.random() * 0.4)
        for mishap in mishaps:
            if mishap == "kill":
                child.kill()
                child.join()
            else:
                _break(emulator, mishap, dice)
            time.sleep(dice.random() * 0.4)
        emulator.change(**_WHOLE, mute=kind == "mute")
        if not child.is_alive():
            child = _start(context, home, url)
        child.join(_PATIENCE)
        stuck = child.is_alive()
        child.kill()
        child.join()
        time.sleep(0.2)  # what is still in the printer comes out
        outcome = _judge(home, list(emulator.printed), seed=seed, printer=name, mishaps=mishaps, stuck=stuck)
    shutil.rmtree(home)
    return outcome


def _start(context: ForkServerContext, home: Path, url: str) -> Any:
    ready = home / "ready"
    ready.unlink(missing_ok=True)
    child = context.Process(target=bench.drain, args=(home, url, f"{time.monotonic_ns()}"))
    child.start()
    end = time.monotonic() + _PATIENCE
    while not ready.exists() and child.is_alive() and time.monotonic() < end:
        time.sleep(0.002)
    return child


def _break(emulator: Emulator, mishap: str, dice: random.Random) -> None:
    if mishap == "power":
        emulator.power_cycle()
        return
    faults: dict[str, dict[str, Any]] = {
        "stall": {"stall_after": dice.randrange(1, 15_000)},
        "reset": {"reset_after": dice.randrange(1, 15_000)},
        "mute": {"mute": True},
        "paper": {"paper": dice.randrange(2)},
        "head": {"head_open": True},
        "ribbon": {"ribbon_out": True},
        "pause": {"paused": True},
    }
    emulator.change(**faults[mishap])


def _judge(
    home: Path, printed: list[bytes], *, seed: int, printer: str, mishaps: tuple[str, ...], stuck: bool
) -> Outcome:
    store = open_store(bench.settings(home))
    with store.read() as tx:
        rows = prints.listing(tx)
    store.close()
    count: Counter[str] = Counter()
    for label in printed:
        count.update({hashlib.sha256(label).hexdigest(), hashlib.sha256(label + b"\r\n").hexdigest()})
    copies = {row.job_id: count[row.sha256 or ""] for row in rows}
    absent = [row for row in rows if copies[row.job_id] == 0]
    return Outcome(
        seed,
        printer,
        mishaps,
        Counter(row.state for row in rows),
        lost=sum(row.state == prints.CONFIRMED for row in absent),
        doubled=sum(n > 1 for n in copies.values()),
        stuck=int(stuck) + sum(row.state not in bench.FINAL for row in rows),
        unseen=sum(row.state == prints.SENT for row in absent),
        torn=len(printed) - sum(copies.values()),
    )
