"""Scan -> answer as ``scan.py`` measures it, while a batch of slips is being read in its own process.

Two photos of the tests are read over and over by the same reader the desk uses. Claim: painted p95 <= 50 ms.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(orders: int = 20_000, samples: int = 600) -> dict[str, Any]:
    """Scan while slips are read, return the figures of the scans and how many slips were read meanwhile."""
    from tests.benchmarks import scan

    with _batch() as read:
        figures = scan.measure(orders, samples)
        return {**figures, "slips_read": len(read)}


@contextmanager
def _batch() -> Iterator[list[int]]:
    from scanners.slips.reader import SlipReader
    from tests.source import ROOT
    from ui.commands.slip import read_catalogue

    folder = ROOT / "tests" / "data" / "slips"
    photos = sorted(folder.glob("*.jpg"))
    over = threading.Event()
    times: list[int] = []

    def work() -> None:
        with SlipReader(read_catalogue(folder / "catalog.csv")) as reader:
            while not over.is_set():
                times.append(reader.read(photos[len(times) % len(photos)])["ms"])

    batch = threading.Thread(target=work, name="slips")
    batch.start()
    try:
        yield times
    finally:
        over.set()
        batch.join()
