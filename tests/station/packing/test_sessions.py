"""A seeded few of the 10,000 randomised sessions of ``benchmark sessions``: nothing wrong leaves, nobody is stuck."""

from __future__ import annotations

from tests.benchmarks.sessions import measure


def test_no_wrong_parcel_leaves_and_no_session_is_stuck() -> None:
    found = measure(40, 4)
    assert found["examples"] == []
    assert found["n_released"] > 20
