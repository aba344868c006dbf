"""Errors: code, what happened, what to do, and the exit status each kind has."""

from __future__ import annotations

import pytest

from station.errors import BugError, DeviceError, StationError, UserError


class LampError(DeviceError):
    """A lamp."""

    code = "LAMP"


def test_an_error_reads_code_what_happened_what_to_do() -> None:
    assert str(LampError("灯不亮", "换灯泡")) == "LAMP: 灯不亮; 换灯泡"


def test_without_a_remedy_nothing_is_dangling() -> None:
    assert str(LampError("灯不亮")) == "LAMP: 灯不亮"


def test_a_code_given_for_one_error_leaves_its_class_alone() -> None:
    assert LampError("灯不亮", code="LAMP_STOLEN").code == "LAMP_STOLEN"
    assert LampError("灯不亮").code == "LAMP"


@pytest.mark.parametrize(("kind", "status"), [(UserError, 1), (DeviceError, 3), (BugError, 70), (StationError, 70)])
def test_each_kind_has_its_exit_status(kind: type[StationError], status: int) -> None:
    assert kind("x").exit_status == status
