"""The second reader never decides for an exchange and its weights can be made again from the data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from station.returns import second
from station.returns.intent import Habits, Wish, classify
from station.returns.words import PHRASES, Kind

if TYPE_CHECKING:
    import pytest


def test_chances_add_up_and_know_the_plain_cases() -> None:
    assert math.isclose(sum(second.likely("退货退款,质量太差").values()), 1.0)
    assert second.likely("换成l码")["换货"] > 0.5
    assert second.likely("没收到货,退款")["仅退款"] > 0.5


def test_a_doubted_exchange_goes_to_a_person_but_not_a_supervisors_own_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "UNLIKELY", 1.1)
    assert classify("换成L码").rule == "second reader doubts it"
    more = {**PHRASES, Kind.EXCHANGE: (*PHRASES[Kind.EXCHANGE], "倒腾倒腾")}
    assert classify("给我倒腾倒腾", Habits(phrases=more)).intent is Wish.EXCHANGE


def test_weights_are_whole_numbers_for_four_answers() -> None:
    for line in second.WEIGHTS.read_text(encoding="utf-8").splitlines():
        _group, *numbers = line.split("\t")
        assert [int(number) for number in numbers]
        assert len(numbers) == len(second.ANSWERS)
