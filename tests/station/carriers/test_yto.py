"""YTO: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms(
        "yto", right=("YT8800000000001", "YT880000000000123"), wrong=("SF1400000000000", "13800000001", "YT88")
    )
