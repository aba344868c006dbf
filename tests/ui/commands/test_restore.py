"""``restore``: looks first, tells what would be lost, then does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import shop
from tests.ui.commands.hands import opened_shop, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[Store]:
    yield from opened_shop(sqlite_url)


def test_backup_look_and_restore(opened: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "day.packbench"
    status, shown = say(capsys, "backup", str(file))
    assert (status, shown["orders"], shown["verified"]) == (0, 1, True)
    shop.put(opened, shop.order("6900000000000000009"))
    assert "STORE_IN_USE" in say(capsys, "restore", str(file), "--yes")[1]
    opened.close()
    status, shown = say(capsys, "restore", str(file))
    assert (status, shown["lost"]["orders"], shown["restored"]) == (0, 1, False)
    status, shown = say(capsys, "restore", str(file), "--yes")
    assert (status, shown["restored"]) == (0, True)
    assert say(capsys, "orders", "find", "6900000000000000009")[1] != 0
    assert say(capsys, "backup", "--auto")[1]["file"] is not None
    assert say(capsys, "backup", "--auto")[1]["file"] is None
