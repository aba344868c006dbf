"""The program of the fault campaign: a store, its print outbox and a spooler; ``faults`` kills it at any moment."""

from __future__ import annotations

import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from printing import printer
from printing.layouts import samples
from printing.rhythm import Rhythm
from printing.spooler import Spooler
from station.settings import Settings
from station.store import prints
from station.store.engine import Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

STATION, ROLE = "1", "waybill"
RHYTHM = Rhythm(idle=0.02, look=0.2, answer=0.4, poll=0.02, patience=0.6, first_retry=0.02, longest_retry=0.05)
FINAL = (prints.SENT, prints.CONFIRMED, prints.UNKNOWN)


def settings(home: Path) -> Settings:
    """Return the settings of a run's own small shop."""
    return Settings(home, f"sqlite:///{home / 'packbench.db'}", STATION)


def build(home: Path, jobs: int) -> None:
    """Make the store of a run with so many labels waiting."""
    sample = samples.samples()["exchange"][1]
    store = open_store(settings(home))
    for n in range(jobs):
        fields = asdict(replace(sample, tracking_no=f"SF14000000000{n:02d}"))
        job = prints.PrintJob(f"J{n}", "exchange", f"{n:032x}", 1, 0, fields)
        store.write(
            lambda tx, job=job: prints.add_job(  # type: ignore[misc]
                tx, job, station=STATION, printer=ROLE, state=prints.QUEUED, code="", by="1001", reason=""
            )
        )
    store.close()


def drain(home: Path, url: str, owner: str) -> None:
    """Print until nothing waits any more."""
    store = open_store(settings(home))
    outbox = prints.PrintOutbox(store, STATION, owner)
    spooler = Spooler(ROLE, printer.parse(url), outbox=outbox, rhythm=RHYTHM).start()
    (home / "ready").touch()
    while not settled(store):
        time.sleep(0.02)
    time.sleep(0.05)
    spooler.close()
    store.close()


def settled(store: Store) -> bool:
    """Tell whether every job has come to rest; SENT rests only when nobody is watching the printer any more."""
    with store.read() as tx:
        rows = prints.listing(tx)
    return all(row.state in FINAL and not (row.state == prints.SENT and row.owner) for row in rows)
