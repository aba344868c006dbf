"""Settings: arguments before environment before defaults; nothing beside the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station import settings

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_home_moves_everything(home: Path) -> None:
    loaded = settings.load()
    assert loaded.home == home
    assert loaded.store_url == f"sqlite:///{home}/packbench.db"
    assert home in loaded.photos.parents
    assert home in loaded.logs.parents


def test_arguments_win_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKBENCH_STORE", "postgresql://db/a")
    monkeypatch.setenv("PACKBENCH_STATION", "7")
    assert settings.load().store_url == "postgresql://db/a"
    assert settings.load().station == "7"
    given = settings.load("postgresql://db/b", "8")
    assert (given.store_url, given.station) == ("postgresql://db/b", "8")


def test_without_a_word_the_users_own_folder_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PACKBENCH_HOME")
    assert not settings.home().is_relative_to(ROOT)
