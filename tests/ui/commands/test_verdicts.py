"""``verdicts`` prints every way to each of the four words, and counts every combination once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from main import main

if TYPE_CHECKING:
    import pytest


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "verdicts"]) == 0
    told = json.loads(capsys.readouterr().out)
    lines = told["lines"]
    assert {line["verdict"] for line in lines} == {"可发", "停发", "换货发新", "待人工"}
    assert sum(line["combinations"] for line in lines) == told["combinations"] == 115_200
    (go,) = [line for line in lines if line["verdict"] == "可发"]
    assert (go["example"]["paid"], go["example"]["holds"], go["example"]["locked"]) == ("paid", [], "2/2")
    assert all(1 <= len(line["reason"]) <= 2 for line in lines)
