"""SF: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("sf", right=("SF1234567890123", "100000000000"), wrong=("SF123", "YT8800000000001", "13800000001"))
