"""A seeded few of the simulated exchanges: a process killed in one act, both entries or neither, no wrong release.

The whole campaign: ``python -m tests.benchmarks.exchanges --n 1000``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.settings import Settings
from tests.benchmarks import exchanges

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 4


def test_a_killed_exchange_is_whole_or_not_there_and_releases_nothing_wrong(store_url: str, home: Path) -> None:
    settings = Settings(home, store_url, "1")
    exchanges.build(settings, SAMPLE)
    counts = exchanges.simulate(settings, exchanges.plan(SAMPLE, seed=3))
    assert counts["n"] == SAMPLE
    assert counts["both"] + counts["neither"] == SAMPLE
    assert (counts["half_done"], counts["wrong_releases"]) == (0, 0)
