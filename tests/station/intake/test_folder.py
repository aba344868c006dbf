"""A watched folder gives each export once, when it is written to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.intake.folder import Folder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_told_once_when_it_stands_still(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    export = tmp_path / "orders.csv"
    export.write_text("half", encoding="utf-8")
    assert folder.ready() == []
    export.write_text("half and more", encoding="utf-8")
    assert folder.ready() == []
    assert folder.ready() == [export]
    assert folder.ready() == []
    export.write_text("another export of the same name", encoding="utf-8")
    assert folder.ready() == []
    assert folder.ready() == [export]


def test_downloads_and_open_workbooks_are_left_alone(tmp_path: Path) -> None:
    for name in ("a.csv.crdownload", "~$b.xlsx", ".c.csv", "photo.jpg", "empty.csv"):
        (tmp_path / name).write_text("" if name.startswith("empty") else "x", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    folder = Folder(tmp_path)
    assert [folder.ready(), folder.ready()] == [[], []]


def test_a_folder_that_went_away_is_an_error_the_caller_tells(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        Folder(tmp_path / "gone").ready()
