"""The catalogue's tool: adds one entry, finds what is missing, loses nothing when several add at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from installer import translate
from tests.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a small house with one sentence and its own catalogue."""
    po = tmp_path / "station" / "locale" / "zh_CN" / "LC_MESSAGES" / "packbench.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    (tmp_path / "station" / "lamp.py").write_text('print(_("Change the {name}"))\n')
    monkeypatch.setattr(translate, "ROOT", tmp_path)
    monkeypatch.setattr(translate, "PO", po)
    return tmp_path


def test_a_missing_sentence_is_named_with_its_place(house: Path) -> None:
    assert house.exists()
    (line,) = translate.problems()
    assert line.startswith("missing station/lamp.py:1")


def test_a_translation_completes_the_catalogue(house: Path) -> None:
    assert house.exists()
    translate.add("Change the {name}", "更换{name}")
    assert translate.problems() == []


def test_a_translation_that_loses_a_field_is_found(house: Path) -> None:
    assert house.exists()
    translate.add("Change the {name}", "更换灯泡")
    assert "fields differ" in translate.problems()[0]


def test_a_sentence_nobody_says_any_more_is_found_and_pruned(house: Path) -> None:
    translate.add("Change the {name}", "更换{name}")
    (house / "station" / "lamp.py").write_text("print()\n")
    assert translate.problems() == ["unused: 'Change the {name}'"]
    assert translate.prune() == 1
    assert translate.problems() == []


def test_several_may_add_at_once(tmp_path: Path) -> None:
    copy = tmp_path / "house"
    shutil.copytree(ROOT / "installer", copy / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    po = copy / "station" / "locale" / "zh_CN" / "LC_MESSAGES" / "packbench.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    adding = [
        subprocess.Popen([sys.executable, "-m", "installer.translate", "add", f"one {n}", f"一 {n}"], cwd=copy)
        for n in range(4)
    ]
    assert [one.wait(timeout=60) for one in adding] == [0, 0, 0, 0]
    assert all(f"一 {n}" in po.read_text() for n in range(4))
