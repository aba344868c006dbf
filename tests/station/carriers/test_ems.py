"""EMS: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms(
        "ems",
        right=("EA000000005CN", "9800000000001", "EE123456785CN"),
        wrong=("EA000000006CN", "EE123456784CN", "2000000000001"),
    )
