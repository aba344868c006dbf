"""Deppon: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("deppon", right=("DPK000000000001", "10000001"), wrong=("DPK1", "13800000001"))
