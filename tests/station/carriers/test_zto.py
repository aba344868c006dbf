"""ZTO: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms(
        "zto",
        right=("700000000001", "78000000000001", "ZT000000000001"),
        wrong=("080000000000", "13800000001", "YT8800000000001"),
    )
