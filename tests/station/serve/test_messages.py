"""A seeded few of the mixed messages: doubled, in any order, the service killed once; none lost, none doubled.

The whole campaign: ``python -m tests.benchmarks.messages --n 17000``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.settings import Settings
from tests.benchmarks.messages import campaign

if TYPE_CHECKING:
    from pathlib import Path


def test_every_order_stands_once_though_the_service_was_killed(store_url: str, home: Path) -> None:
    told = campaign(Settings(home, store_url, "1"), 80, kills=1, seed=5)
    wrong = ("lost", "doubled", "wrong", "messages_missing", "stuck", "to_fetch", "violations")
    assert {name: told[name] for name in wrong} == dict.fromkeys(wrong, 0)
    assert (told["kills"], told["orders"] > 40) == (1, True)
