"""Yunda: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("yunda", right=("4300000000001", "430000000000001"), wrong=("0300000000001", "13800000001"))
