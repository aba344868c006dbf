"""Two real programs and one printer: one drains it, the other says who; a dead one is followed, nothing doubles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from printing.emulator import Emulator
from printing.layouts import samples
from station.store import prints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store

_ROOT = Path(__file__).parents[2]
_PROGRAM = """
import os, sys, time
from datetime import timedelta
from pathlib import Path
from printing import lock, machine
from printing.drain import drain
from printing.rhythm import Rhythm
from printing.transports import tcp
from station.settings import load
from station.store.engine import open_store
store_url, url, station, computer, locks = sys.argv[1:]
machine.ident = machine.name = lambda: computer
tcp.here = lambda name: name  # the emulator stands for a printer of the network
lock.folder = lambda: Path(locks)
tell = lambda state: print(state.job_state or "-", state.text, flush=True)
rhythm = Rhythm(idle=0.05, answer=3, ask_holder=0.1, renew=0.3)
drain(open_store(load(store_url, station)), url, station=station, role="waybill", rhythm=rhythm,
      lasts=timedelta(seconds=1.5), on_state=tell)
print("ready", flush=True)
time.sleep(120)
"""


class Program:
    """One program that drains a printer; what it says is kept."""

    def __init__(self, store_url: str, url: str, *, station: str, computer: str, folder: Path) -> None:
        self._said = folder / f"said-{station}-{computer}-{time.monotonic_ns()}"
        with self._said.open("w") as out:
            self.child = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM, store_url, url, station, computer, str(folder / f"locks-{computer}")],
                cwd=_ROOT,
                stdout=out,
                env={**os.environ, "PYTHONPATH": str(_ROOT)},
            )
        self.until("ready")

    def until(self, word: str) -> str:
        until = time.monotonic() + 30
        while word not in self._said.read_text():
            assert time.monotonic() < until, self._said.read_text()
            assert self.child.poll() is None, self._said.read_text()
            time.sleep(0.02)
        return self._said.read_text()

    def kill(self) -> None:
        self.child.kill()
        self.child.wait()


@contextmanager
def programs(*started: Program) -> Iterator[None]:
    try:
        yield
    finally:
        for program in started:
            program.child.send_signal(signal.SIGCONT)
            program.kill()


def label_wanted(store: Store, number: int, station: str) -> str:
    """Ask for a label of a station."""
    kind, fields = samples.samples()["waybill"]
    job = prints.PrintJob(f"P-{number}", kind, f"{number:032x}", 1, 0, asdict(fields))
    asked = {"station": station, "printer": "waybill", "state": prints.QUEUED, "code": "", "by": "", "reason": ""}
    assert store.write(lambda tx: prints.add_job(tx, job, **asked))
    return job.job_id


def state(store: Store, job: str) -> str:
    with store.read() as tx:
        row = prints.by_job(tx, job)
    assert row is not None
    return str(row.state)


def wait(store: Store, job: str, *states: str) -> str:
    until = time.monotonic() + 30
    while state(store, job) not in states and time.monotonic() < until:
        time.sleep(0.02)
    return state(store, job)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


@pytest.mark.parametrize("second", ["pc-1", "pc-2"])
def test_one_printer_is_drained_by_one_program_and_followed_when_it_is_killed(
    store: Store, store_url: str, emulator: Emulator, tmp_path: Path, second: str
) -> None:
    url = emulator.url()
    one = Program(store_url, url, station="1", computer="pc-1", folder=tmp_path)
    with programs(one):
        first = label_wanted(store, 1, "1")
        assert wait(store, first, prints.CONFIRMED) == prints.CONFIRMED
        two = Program(store_url, url, station="2", computer=second, folder=tmp_path)
        with programs(two):
            said = two.until("1 号台")  # from the lock file of one machine, or from the lease across machines
            assert "pc-1" in said
            waiting = label_wanted(store, 2, "2")
            assert wait(store, label_wanted(store, 3, "1"), prints.CONFIRMED) == prints.CONFIRMED
            assert state(store, waiting) == prints.QUEUED
            one.kill()
            assert wait(store, waiting, prints.CONFIRMED) == prints.CONFIRMED
    assert len(emulator.printed) == 3


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)  # one file has one machine, whose lock file holds
def test_a_program_that_froze_beyond_its_lease_sends_nothing_when_it_wakes(
    store: Store, store_url: str, emulator: Emulator, tmp_path: Path
) -> None:
    one = Program(store_url, emulator.url(), station="1", computer="pc-1", folder=tmp_path)
    with programs(one):
        os.kill(one.child.pid, signal.SIGSTOP)
        two = Program(store_url, emulator.url(), station="1", computer="pc-2", folder=tmp_path)
        with programs(two):
            jobs = [label_wanted(store, n, "1") for n in (1, 2, 3)]
            assert wait(store, jobs[0], prints.CONFIRMED) == prints.CONFIRMED
            os.kill(one.child.pid, signal.SIGCONT)
            one.until("pc-2")
            for job in jobs:
                assert wait(store, job, prints.CONFIRMED) == prints.CONFIRMED
    assert len(emulator.printed) == 3
