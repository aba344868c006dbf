"""J&T: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("jt", right=("JT0000000000001",), wrong=("JT000", "JD0000000000001"))
