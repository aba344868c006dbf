"""What is installed and what is locked: hashes without addresses, one OpenCV, a sound Qt and a sound SQLite."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.source import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED: dict[str, set[str]] = {}  # some are locked twice, by Python version
for _name, _version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", LOCK, re.MULTILINE):
    PINNED.setdefault(_name, set()).add(_version)
FREE = re.compile(
    r"MIT|BSD|Apache|MPL|PSF|LGPL|Zlib|OFL|Open Font|Mozilla|HPND|Gerhard H|Matplotlib Development", re.IGNORECASE
)  # pysqlite3 declares nothing, its licence file is zlib's (Gerhard H.); matplotlib's own follows the PSF's


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
        if name not in PINNED or (exact and exact not in PINNED[name]):
            absent.append(line)
    assert absent == [], "lock again: uv pip compile, as the head of requirements.lock says"


def test_what_runs_here_is_what_is_locked() -> None:
    installed = {one.name.lower().replace("_", "-"): one.version for one in metadata.distributions()}
    other = {name: version for name, version in installed.items() if version not in PINNED.get(name, {version})}
    assert other == {}


def test_there_is_exactly_one_opencv() -> None:
    """Two of them unpack into one folder and break each other."""
    found = {one.name.lower() for one in metadata.distributions() if one.name.lower().startswith("opencv")}
    assert found == {"opencv-python-headless"}


def test_nothing_under_a_strong_copyleft_is_shipped() -> None:
    """A licence nobody looked at fails too: look at it, then add it here and to docs/licences.md."""
    unknown = {name: said for name in _shipped() if not FREE.search(said := _licence(name))}
    assert unknown == {}
    assert "zplkit" not in _shipped()


def test_every_shipped_package_is_in_the_table_of_licences() -> None:
    table = re.sub(r"[-_. ]+", "-", (ROOT / "docs" / "licences.md").read_text().lower())
    assert [name for name in sorted(_shipped()) if name not in table and not name.startswith("jaraco-")] == []


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


def _shipped() -> set[str]:
    """Return every package the program needs at run time, with all that those need here."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        extras = wanted.extras or {""}
        if name in found and extras == {""}:
            continue
        found.add(name)
        for line in metadata.requires(name) or []:
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    return found


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    declared = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    declared += [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    if not any(declared):
        declared = [path.read_text() for path in metadata.files(name) or [] if "LICENSE" in path.name]
    return " ".join(line[:200] for line in declared)
