"""A code is clear when the ink says it; a letter may look like a figure, a name that agrees allows a little more."""

from __future__ import annotations

import pytest

from station.slips.accept import doubts, misread
from station.slips.items import RowItem
from station.slips.match import Candidate, Match
from station.slips.quantity import Quantity
from tests.station.slips.ink import line

NAME = "绿色双肩包加大"


def why(read: str, code: str, *, loss: float, name: str = "", called: str = NAME) -> tuple[str, ...]:
    match = Match((Candidate(code, called, -1.0, -1.0),), margin=12.0, ink_margin=11.0, loss=loss, distance=2)
    return doubts(RowItem(line(read).whole(), name, Quantity(3, lead=6.0)), match)


@pytest.mark.parametrize("read", ["HX-7791D", "HX-77910", "IX-77910", "HX-7191D"])
def test_one_letter_may_differ_where_the_ink_fits(read: str) -> None:
    assert why(read, "HX-7791D", loss=1.0) == ()


def test_two_letters_that_are_not_written_alike_want_a_look() -> None:
    assert why("IX-7191D", "HX-7791D", loss=0.0) == ("code_unclear",)


def test_a_written_name_that_agrees_allows_a_worse_fit() -> None:
    assert why("HX-7191D", "HX-7791D", loss=5.0) == ("code_unclear",)
    assert why("HX-7191D", "HX-7791D", loss=5.0, name=NAME) == ()
    assert why("HX-7191D", "HX-7791D", loss=7.0, name=NAME) == ("code_unclear",)


def test_a_short_or_another_name_allows_nothing() -> None:
    assert why("HX-7191D", "HX-7791D", loss=5.0, name="手套", called="手套") == ("code_unclear",)
    assert why("HX-7191D", "HX-7791D", loss=5.0, name="绿色双肩包小号中", called=NAME) == ("code_unclear", "other_name")


def test_a_figure_misread_in_a_code_is_told() -> None:
    assert misread("KD-7099D", "KD-7049D") == {"9"}
    assert misread("KD-7049", "KD-7049D") == set()
    assert misread("2B-3411A", "ZB-3411A") == set()
