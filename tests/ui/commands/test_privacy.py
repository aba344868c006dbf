"""``privacy``: shown and forgotten by who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.people.roles import Role
from tests.station.people.staff import NUMBERS, PIN, hire
from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    yield from opened_shop(sqlite_url)


def test_privacy_by_command(opened: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    hire(opened)
    monkeypatch.setenv("PACKBENCH_PIN", PIN)
    by = {role: ["--operator", number] for role, number in NUMBERS.items()}
    reveal = ["privacy", "reveal", "6900000000000000001", "--reason", "客户来电"]
    assert "NOT_ALLOWED" in say(capsys, *reveal, *by[Role.PACKER])[1]
    assert say(capsys, *reveal, *by[Role.SERVICE])[1]["phone"] == "13800000001"
    erase = ["privacy", "erase", "--order", "6900000000000000001"]
    assert "SECOND_PERSON" in say(capsys, *erase, *by[Role.SUPERVISOR])[1]
    second = ["--second", NUMBERS[Role.IT]]
    assert say(capsys, *erase, *by[Role.SUPERVISOR], *second)[1] == {"orders": 1}
    assert say(capsys, "privacy", "keep", "30", *by[Role.IT])[1] == {"days": 30}


def test_a_masked_list_cannot_run_formulas_and_has_a_known_ending(
    opened: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "BAD_ENDING" in say(capsys, "privacy", "export", str(tmp_path / "orders.docx"))[1]
    assert list(tmp_path.glob("*.pdf")) == []
    file = tmp_path / "orders.csv"
    assert say(capsys, "privacy", "export", str(file))[1]["rows"] > 0
    written = file.read_text(encoding="utf-8-sig")
    assert "13800000001" not in written
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in written.splitlines() for cell in line.split(","))
