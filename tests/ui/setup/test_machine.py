"""Programs and libraries: each lack is noticed, and the package that fills it is named."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from ui.setup import machine
from ui.setup.health import State

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[3]


def test_a_missing_system_library_names_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "libraries.txt"
    table.write_text("libc.so.6 libc6 window\nlibnowhere.so.9 libnowhere9 window\nlibzbar.so.99 libzbar99 decode\n")
    monkeypatch.setattr(machine, "LIBRARIES", table)
    found = {finding.name: finding for finding in machine.libraries()}
    assert found["libraries-window"].state is State.MISSING
    assert found["libraries-window"].found == "1/2"
    assert found["libraries-window"].remedy.endswith("sudo apt-get install libnowhere9")
    assert found["libraries-decode"].state is State.WARN


def test_screen_libraries_matter_only_with_a_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "libraries.txt"
    table.write_text("libnowhere.so.9 libnowhere9 screen\n")
    monkeypatch.setattr(machine, "LIBRARIES", table)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    states = []
    for screen in ("", ":0"):
        monkeypatch.setenv("DISPLAY", screen)
        states.append(next(one for one in machine.libraries() if one.name == "libraries-screen").state)
    assert states == [State.WARN, State.MISSING]


def test_qt_that_cannot_start_does_not_take_the_doctor_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nosuchscreen")
    found = machine.qt()
    assert found.state is State.MISSING
    assert found.remedy


def test_an_absent_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "PACKAGES", (("no_such_module", "no-such-package"),))
    found = machine.packages()
    assert found.state is State.MISSING
    assert "no-such-package" in found.remedy


def test_every_package_looked_for_is_a_dependency() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {line.split("=")[0].split(">")[0].split("[")[0] for line in wanted}
    assert {package for _module, package in machine.PACKAGES} <= names


def test_every_library_has_file_package_and_use() -> None:
    rows = [line.split() for line in machine.LIBRARIES.read_text().splitlines() if not line.startswith("#")]
    assert rows
    assert all(len(row) == 3 and ".so." in row[0] and row[2] in {"window", "screen", "decode"} for row in rows)
