"""Store, key, disk and folder: what is wrong is named, and secrets are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.setup import belongings
from ui.setup.health import State

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_address_of_a_store_is_shown_without_user_and_password() -> None:
    assert belongings.public("postgresql://pack:secret@db.lan:5433/shop") == "postgresql://db.lan:5433/shop"
    assert belongings.public("sqlite:////data/packbench.db") == "/data/packbench.db"


def test_a_key_others_may_read_is_noted_with_the_command(tmp_path: Path) -> None:
    key = tmp_path / "packbench.key"
    key.write_bytes(bytes(32))
    key.chmod(0o644)
    found = belongings.key(tmp_path)
    assert found.state is State.WARN
    assert f"chmod 600 {key}" in found.remedy
    key.chmod(0o600)
    assert belongings.key(tmp_path).state is State.OK


def test_little_disk_is_noted_and_none_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert belongings.disk(tmp_path / "not" / "there").state in {State.OK, State.WARN}
    monkeypatch.setattr(belongings, "LITTLE", 10**18)
    assert belongings.disk(tmp_path).state is State.WARN
    monkeypatch.setattr(belongings, "NONE_LEFT", 10**18)
    assert belongings.disk(tmp_path).state is State.MISSING
