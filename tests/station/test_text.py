"""The text catalogue: Chinese by default, English on demand, compiled by itself."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from station import text

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = "check that the disk is writable and not full, then try again"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the catalogue to play with."""
    folder = tmp_path / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(text.LOCALE / "zh_CN" / "LC_MESSAGES" / "packbench.po", folder)
    monkeypatch.setattr(text, "LOCALE", tmp_path)
    return folder / "packbench.po"


def test_chinese_is_spoken_unless_told_otherwise() -> None:
    assert text.language() == "zh"
    assert text._(KNOWN) != KNOWN


def test_english_is_the_source() -> None:
    text.use_language("en")
    assert text._(KNOWN) == KNOWN
    assert text.ngettext("one order", "{n} orders", 2) == "{n} orders"


def test_a_sentence_without_translation_stays_english() -> None:
    assert text._("No such sentence in any catalogue") == "No such sentence in any catalogue"


def test_the_environment_chooses_the_first_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_translations", None)
    monkeypatch.setenv("PACKBENCH_LANG", "en")
    assert text._(KNOWN) == KNOWN
    assert text.language() == "en"


def test_the_catalogue_is_compiled_when_missing_or_older(catalogue: Path) -> None:
    compiled = catalogue.with_suffix(".mo")
    text.use_language("zh")
    assert compiled.exists()
    catalogue.write_text(catalogue.read_text().replace('msgid "ok"\nmsgstr "正常"', 'msgid "ok"\nmsgstr "好"'))
    os.utime(compiled, (0, 0))
    text.use_language("zh")
    assert text._("ok") == "好"


def test_a_catalogue_nobody_may_write_beside_is_compiled_in_memory(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(path)

    monkeypatch.setattr(type(catalogue), "write_bytes", refuse)  # root may write anywhere: chmod would not refuse it
    text.use_language("zh")
    assert not catalogue.with_suffix(".mo").exists()
    assert text._(KNOWN) != KNOWN
