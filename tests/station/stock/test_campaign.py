"""A few of the campaign of ``benchmark stock``: processes that write at once and are killed, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.settings import Settings
from tests.benchmarks.stock import Campaign, build, run

if TYPE_CHECKING:
    from pathlib import Path


def test_killed_processes_lose_nothing_and_leave_nothing_half_done(store_url: str, home: Path) -> None:
    settings = Settings(home, store_url, "1")
    build(settings)
    told = run(Campaign(settings, seed=7, processes=3, orders=6, kills=3))
    assert {name: told[name] for name in ("violations", "lost", "changed_again", "failed")} == {
        "violations": 0,
        "lost": 0,
        "changed_again": 0,
        "failed": 0,
    }
    assert told["acknowledged"] >= 18
