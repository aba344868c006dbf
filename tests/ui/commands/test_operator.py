"""``operator``: the first supervisor closes the shop, a lost badge opens nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.people.codes import badge_code
from station.people.roles import Role
from tests.station.people.staff import PIN, hire
from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    yield from opened_shop(sqlite_url)


def test_the_first_supervisor_closes_the_shop(
    opened: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say(capsys, "stock", "set", "SOCK", "HZ1", "20")[0] == 0
    monkeypatch.setenv("PACKBENCH_NEW_PIN", PIN)
    status, shown = say(capsys, "operator", "first", "5001", "郑海")
    assert (status, shown["operators"][-1]["pin"]) == (0, True)
    status, told = say(capsys, "stock", "set", "SOCK", "HZ1", "30")
    assert (status, "WHO_ACTS" in told) == (1, True)
    status, told = say(capsys, "stock", "set", "SOCK", "HZ1", "30", "--operator", "5001")
    assert (status, "PIN_WANTED" in told) == (1, True)
    monkeypatch.setenv("PACKBENCH_PIN", "000000")
    assert "PIN_WRONG" in say(capsys, "stock", "set", "SOCK", "HZ1", "30", "--operator", "5001")[1]
    monkeypatch.setenv("PACKBENCH_PIN", PIN)
    assert say(capsys, "stock", "set", "SOCK", "HZ1", "30", "--operator", "5001")[0] == 0
    assert "NOT_ALLOWED" in say(capsys, "operator", "first", "5002", "再来")[1]
    assert opened.vault.check


def test_a_lost_badge_opens_nothing_any_more(
    opened: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = hire(opened)
    monkeypatch.setenv("PACKBENCH_PIN", PIN)
    lost = "%OPR%1001%"
    status, shown = say(capsys, "operator", "badge", "1001", "--operator", numbers[Role.IT])
    assert status == 0
    new = next(one["badge"] for one in shown["operators"] if one["no"] == "1001")
    assert not new.startswith(lost)

    assert "请找组长" in say(capsys, "scan", badge_code("1001"))[1]["message"]
    assert say(capsys, "scan", new)[1]["next"] != ""
    assert say(capsys, "scan", "SOCK", "--operator", "1001")[0] == 0
