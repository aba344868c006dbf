"""Row A40: more than three times the mean, from three orders on; both numbers are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.hints.high_return_rate import rule
from tests.station.hints.make import buyer, facts

if TYPE_CHECKING:
    from station.hints.base import Hint


def _hint(orders: int, returns: int) -> Hint | None:
    return rule(facts(buyer=buyer(orders=orders, returns=returns), all_orders=1000, all_returns=100))


def test_more_than_three_times_the_mean_fires_with_both_numbers() -> None:
    hint = _hint(10, 4)
    assert hint is not None
    assert hint.inputs["qc_priority"] == "urgent"
    assert "10单退了4单（40%）" in hint.why
    assert "平均10.0%" in hint.why


def test_exactly_three_times_the_mean_does_not() -> None:
    assert _hint(10, 3) is None


def test_two_orders_are_too_few() -> None:
    assert _hint(2, 2) is None
    assert _hint(3, 3) is not None


def test_without_a_mean_or_a_buyer_nothing_is_said() -> None:
    assert rule(facts(buyer=buyer(orders=9, returns=9))) is None
    assert rule(facts()) is None
