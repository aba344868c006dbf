"""A writer's figures are told by those that are certain on the same slip; without any, nothing changes."""

from __future__ import annotations

import numpy as np

from scanners.slips.ctc import Frames
from scanners.slips.figures import COLUMN
from scanners.slips.hand import Hand
from scanners.slips.ink import Ink

LOOKS = {sign: place for place, sign in enumerate("01234567890-")}


def frames(shown: str, read: str) -> Frames:
    """A frame a letter, each followed by an empty one: what is shown, and what it is taken for by a little."""
    logs = np.full((2 * len(shown), len(COLUMN) + 1), -9.0, np.float32)
    logs[:, 0] = -0.1
    looks = np.zeros((2 * len(shown), 16), np.float32)
    looks[:, 15] = 1.0
    for place, (sign, taken) in enumerate(zip(shown, read, strict=True)):
        logs[2 * place, 0] = -9.0
        logs[2 * place, COLUMN[sign]] = -0.9
        logs[2 * place, COLUMN[taken]] = -0.5
        looks[2 * place] = np.eye(16, dtype=np.float32)[LOOKS[sign]]
    return Frames(logs, COLUMN, looks)


def test_places_are_those_of_the_letters() -> None:
    assert frames("1794", "1794").places("1794", 0, 7) == [0, 2, 4, 6]


def test_a_four_taken_for_a_nine_is_told_by_a_certain_four() -> None:
    hand = Hand()
    code, phone = Ink((frames("4096", "9096"),), hand), Ink((frames("1344", "1399"),), hand)
    assert phone.decode("0123456789", 0, 7)[0].text == "1399"
    code.learn("4096", 0, 7)
    assert phone.decode("0123456789", 0, 7)[0].text == "1344"
    told = phone.scores(["1344", "1399"], 0, 7)
    assert told[0] > told[1]


def test_one_reading_may_doubt_what_the_hand_and_the_others_say() -> None:
    hand = Hand()
    sure = frames("44", "44")
    code, count = Ink((frames("49", "49"),), hand), Ink((sure, sure, frames("44", "99")), hand)
    assert count.lead("44", ["99", "94"], 0, 3) < 0
    code.learn("49", 0, 3)
    assert count.lead("44", ["99", "94"], 0, 3) > 0


def test_a_hand_alone_makes_nothing_certain() -> None:
    hand = Hand()
    code, count = Ink((frames("49", "49"),), hand), Ink((frames("44", "99"), frames("44", "99")), hand)
    code.learn("49", 0, 3)
    assert count.lead("44", ["99"], 0, 3) < 0
    assert count.lead("99", ["44"], 0, 3) < 0


def test_nothing_certain_changes_nothing() -> None:
    one = frames("12", "72")
    assert Hand().read(one) is one
