"""What is installed and what is locked: hashes without addresses, one OpenCV, a sound Qt and a sound SQLite."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata

import pytest

from tests.source import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", LOCK, re.MULTILINE))


def test_the_lock_holds_no_addresses() -> None:
    assert re.findall(r"https?://\S+", LOCK) == []
    assert "index-url" not in LOCK


def test_every_locked_package_has_its_hash() -> None:
    for block in re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE):
        if "==" in block:
            assert "--hash=sha256:" in block, block[:60]


def test_the_lock_covers_the_project_and_its_tools() -> None:
    groups = PROJECT["dependency-groups"]
    wanted = [*PROJECT["project"]["dependencies"], *groups["test"], *groups["lint"]]
    absent = []
    for line in wanted:
        name, exact = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[.*?\])?(?:==([\w.]+))?.*", line).groups()  # type: ignore[union-attr]  # every line is a name
        if name not in PINNED or (exact and PINNED[name] != exact):
            absent.append(line)
    assert absent == [], "lock again: uv pip compile, as the head of requirements.lock says"


def test_what_runs_here_is_what_is_locked() -> None:
    installed = {one.name.lower().replace("_", "-"): one.version for one in metadata.distributions()}
    other = {
        name: (version, PINNED[name]) for name, version in installed.items() if PINNED.get(name, version) != version
    }
    other.pop("numpy", None)  # locked twice, by Python version
    assert other == {}


def test_there_is_exactly_one_opencv() -> None:
    """Two of them unpack into one folder and break each other."""
    found = {one.name.lower() for one in metadata.distributions() if one.name.lower().startswith("opencv")}
    assert found == {"opencv-python-headless"}


def test_nothing_under_a_strong_copyleft_is_shipped() -> None:
    shipped = {re.split(r"[=<>\[]", line)[0] for line in PROJECT["project"]["dependencies"]}
    assert shipped & {"zplkit", "pyqt6", "pymupdf", "ghostscript"} == set()


def test_qt_is_older_than_the_release_that_corrupts_none() -> None:
    import PySide6

    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    assert version < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_setting_a_label_leaves_nones_count_alone(qtbot: object) -> None:
    """PySide6 6.12.0 takes one reference from None for every such call, until the interpreter dies."""
    from PySide6.QtWidgets import QLabel

    assert qtbot
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 20


def test_sqlite_is_past_the_wal_reset_bug() -> None:
    from pysqlite3 import dbapi2

    assert dbapi2.sqlite_version_info >= (3, 51, 3)
