"""Reading photos of slips on two cores: seconds a slip, memory of the reading process, first slip, and what was right.

``--folder`` holds photos with a truth each (else ``../shared/data/slips`` beside the checkout; ``make_slips.py`` draws
others). ``first_s`` counts from the moment the desk's page starts the reading process; the figures of ``score_slips``
come along. Claims: p50 <= 1.2 s and p95 <= 2.5 s warm, <= 900 MB, first slip <= 6 s. Both processes are kept on two
cores; ``load_before`` says what else ran: times hold on a quiet machine only, ``cpu_s`` (a slip) anywhere.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "slips"
_CORES, _LEAST = 2, 2


def measure(folder: str = "", samples: int = 1000) -> dict[str, Any]:
    """Read a folder of slips, one after another, as a batch is read."""
    from tests.benchmarks.score_slips import count, figures
    from ui.commands.benchmark import percentiles
    from ui.commands.slip import read_catalogue

    place = Path(folder) if folder else _BESIDE
    names = read_catalogue(place / "catalog.csv")
    truths = sorted(place.glob("*.json"))[:samples]
    if len(truths) < _LEAST:
        raise AssertionError("a first slip and a warm one at least, each with its truth")
    tally: Counter[str] = Counter()
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    seconds = []
    with _few_cores():
        worked = _processor()
        for truth, draft, took in _read(names, truths):
            seconds.append(took)
            count(truth, draft, tally)
        worked = _processor() - worked
    scores = figures(tally, seconds[1:], seconds[0])
    return {
        **percentiles([one * 1000 for one in seconds[1:]]),
        "cpu_s": round(worked / len(seconds), 2),
        "load_before": before,
        **scores,
    }


def _read(names: dict[str, str], truths: list[Path]) -> Iterator[tuple[dict[str, Any], dict[str, Any], float]]:
    from scanners.slips.reader import SlipReader

    began = time.perf_counter()
    with SlipReader(names) as reader:
        for truth in truths:
            photo = next(path for kind in (".jpg", ".png") if (path := truth.with_suffix(kind)).exists())
            draft = reader.read(photo)
            now = time.perf_counter()
            yield json.loads(truth.read_text("utf-8")), draft, now - began
            began = time.perf_counter()


def _processor() -> float:
    """Return the processor seconds of the processes that ended."""
    times = os.times()
    return times.children_user + times.children_system


@contextmanager
def _few_cores() -> Iterator[None]:
    """Keep this process, and the one it starts, on two cores; where the system cannot, on all."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[-_CORES:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
