"""STO: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("sto", right=("770000000000001", "200000000001"), wrong=("870000000000001", "13800000001"))
