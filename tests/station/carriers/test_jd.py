"""JD: its own numbers are taken, others' are not."""

from tests.station.carriers.forms import assert_forms


def test_numbers_of_other_forms_are_refused() -> None:
    assert_forms("jd", right=("JDVA00000000001", "JD0000000000000"), wrong=("JT0000000000001", "JD1"))
