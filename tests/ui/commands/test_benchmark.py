"""``benchmark``: names what there is, and percentiles that are percentiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import main
from ui.commands.benchmark import percentiles

if TYPE_CHECKING:
    import pytest


def test_an_unknown_name_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["benchmark", "nothing"]) == 1
    told = capsys.readouterr().err
    assert "UNKNOWN_BENCHMARK" in told
    assert "scan" in told
    assert "start" in told


def test_an_option_the_benchmark_does_not_have_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["benchmark", "scan_while_reading", "--folder", "x"]) == 1
    told = capsys.readouterr().err
    assert "UNKNOWN_OPTION" in told
    assert "--folder" in told


def test_percentiles_are_of_the_ordered_values() -> None:
    found = percentiles([float(number) for number in range(100, 0, -1)])
    assert found == {"n": 100, "p50_ms": 51.0, "p95_ms": 96.0, "p99_ms": 100.0}
