"""Phone numbers: what the ink says, helped by which numbers there are."""

from __future__ import annotations

import pytest

from station.slips import phones
from tests.station.slips.ink import line


@pytest.mark.parametrize("written", ["13800265914", "138-0026-5914", "138 0026 5914"])
def test_a_number_is_read_however_it_is_spaced(written: str) -> None:
    number, _sure, agreed = phones.read([line(written).whole()])
    assert (number, agreed) == ("13800265914", True)


def test_segments_that_nobody_has_want_more_ink_and_are_not_forbidden() -> None:
    assert phones.cost("13800265914") < phones.cost("16500265914") < phones.cost("15400265914")
    assert phones.read([line("15400265914").whole()])[0] == "15400265914"


def test_a_first_figure_misread_becomes_a_one() -> None:
    assert phones.read([line("73800265914").whole()])[0] == "13800265914"
