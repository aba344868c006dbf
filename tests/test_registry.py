"""One file per kind of thing: found without a list, and every folder keeps its contract."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from station import registry
from station.errors import BugError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an importable package to fill."""
    package = tmp_path / "some_things"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    for name in [name for name in sys.modules if name.split(".")[0] == "some_things"]:
        del sys.modules[name]
    registry.extensions.cache_clear()


def test_a_new_file_is_a_new_thing(folder: Path) -> None:
    (folder / "lamp.py").write_text("thing = 'lamp'\n")
    (folder / "bell.py").write_text("thing = 'bell'\n")
    assert registry.extensions("some_things", "thing") == {"bell": "bell", "lamp": "lamp"}


def test_contract_private_and_unrelated_files_are_no_things(folder: Path) -> None:
    for name in ("base", "_parts", "words"):
        (folder / f"{name}.py").write_text("thing = 1\n" if name != "words" else "other = 1\n")
    (folder / "lamp.py").write_text("thing = 'lamp'\n")
    assert list(registry.extensions("some_things", "thing")) == ["lamp"]


def test_an_empty_folder_means_a_broken_build(folder: Path) -> None:
    assert folder.exists()
    with pytest.raises(BugError, match="no thing in some_things"):
        registry.extensions("some_things", "thing")


def test_names_are_read_without_importing(folder: Path) -> None:
    (folder / "broken.py").write_text("raise RuntimeError\n")
    (folder / "base.py").touch()
    assert registry.names("some_things") == ["broken"]


def test_every_command_has_help_and_arguments() -> None:
    commands = registry.extensions("ui.commands", "command")
    assert set(commands) == set(registry.names("ui.commands"))
    for name, command in commands.items():
        assert command.help, name
        assert callable(command.configure), name
        assert callable(command.run), name
