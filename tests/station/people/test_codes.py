"""Command and badge codes: only the whole, well-read code counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.people.codes import Command, badge_code, check_character, command_code, is_reserved, parse

VALUES = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=16)


def test_every_command_reads_back() -> None:
    for word in Command:
        assert parse(command_code(word)) == ("command", word.value)


def test_the_check_character_is_the_published_one() -> None:
    assert check_character("A12425GABC1234002") == "M"  # ISO 7064 MOD 37,36 example of the Global Release Identifier


@given(VALUES)
def test_every_badge_reads_back(number: str) -> None:
    assert parse(badge_code(number)) == ("badge", number)


@given(VALUES, st.integers(5, 23), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_character_is_refused(number: str, place: int, other: str) -> None:
    code = badge_code(number)
    place = min(place, len(code) - 1)
    if code[place] not in ("%", other):
        assert parse(code[:place] + other + code[place + 1 :]) is None


def test_swapped_neighbours_of_every_command_are_refused() -> None:
    for word in Command:
        code = command_code(word)
        for place in range(5, len(code) - 3):
            left, right = code[place], code[place + 1]
            if left != right:
                assert parse(code[:place] + right + left + code[place + 2 :]) is None


@pytest.mark.parametrize("code", ["UNDO", "STOP", "SF1UNDO2", "%CMD%UNDO", " " + command_code("UNDO"), "%CMD%UNDO%k"])
def test_a_code_that_merely_contains_a_word_is_no_command(code: str) -> None:
    assert parse(code) is None


def test_a_known_frame_with_an_unknown_word_is_no_command() -> None:
    assert parse(f"%CMD%EXPLODE%{check_character('CMDEXPLODE')}") is None


def test_a_misread_command_is_still_reserved() -> None:
    assert is_reserved("%CMD%UNDO%?")
    assert not is_reserved("SF%CMD%")


@pytest.mark.parametrize("number", ["", "李", "A-1", "1" * 17])
def test_an_operator_number_that_cannot_be_printed_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="A-Z"):
        badge_code(number)


def test_an_unknown_command_word_is_refused() -> None:
    with pytest.raises(ValueError, match="EXPLODE"):
        command_code("EXPLODE")
