"""``backup``: a file and what is in it, the day's own when it is due, a place that cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    yield from opened_shop(sqlite_url)


def test_a_backup_tells_what_it_holds(opened: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, shown = say(capsys, "backup", str(tmp_path / "day.packbench"), "--photos", str(tmp_path / "photos"))
    assert (status, shown["orders"], shown["verified"], shown["photos"]) == (0, 1, True, 0)
    assert shown["bytes"] == (tmp_path / "day.packbench").stat().st_size
    assert opened.home.exists()


@pytest.mark.usefixtures("opened")
def test_the_days_backup_is_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert say(capsys, "backup", "--auto")[1]["file"] is not None
    assert say(capsys, "backup", "--auto")[1]["file"] is None


@pytest.mark.usefixtures("opened")
def test_nowhere_to_go_is_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "BACKUP_TARGET" in say(capsys, "backup", str(tmp_path / "file" / "a"))[1]
    assert "BACKUP_FILE" in say(capsys, "backup")[1]
