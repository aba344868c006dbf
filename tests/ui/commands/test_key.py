"""``key``: to another machine, wrapped under a passphrase."""

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


def test_the_key_goes_to_another_machine_wrapped(
    opened: Store,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PACKBENCH_PASSPHRASE", "纸条上的一句长口令 42")
    file, backup = tmp_path / "shop.key", tmp_path / "day.packbench"
    assert say(capsys, "key", "export", str(file))[0] == 0
    assert opened.vault.key not in file.read_bytes()
    assert say(capsys, "backup", str(backup))[0] == 0
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("PACKBENCH_HOME", str(elsewhere))
    assert "WRONG_KEY" in say(capsys, "restore", str(backup), "--yes")[1]
    monkeypatch.setenv("PACKBENCH_PASSPHRASE", "ein ganz anderer Satz")
    assert "PASSPHRASE" in say(capsys, "key", "import", str(file))[1]
    monkeypatch.setenv("PACKBENCH_PASSPHRASE", "纸条上的一句长口令 42")
    assert say(capsys, "key", "import", str(file))[0] == 0
    assert say(capsys, "restore", str(backup), "--yes")[0] == 0
    assert say(capsys, "orders", "find", "6900000000000000001")[0] == 0
    assert say(capsys, "key", "show")[1]["kept_in"] in {"file", "keyring"}
