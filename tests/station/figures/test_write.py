"""Files of figures open in a spreadsheet program as what they are: ids stay text, nothing runs."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from station.errors import UserError
from station.figures.base import Answer
from station.figures.write import write_csv, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

ANSWER = Answer(
    ("订单", "备注", "实收"), [("0012600000000000000001", '=HYPERLINK("http://x")', 12.5), ("2", "@SUM(1)", None)], {}
)


def test_csv_guards_what_a_program_would_run(tmp_path: Path) -> None:
    write_csv(ANSWER, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["0012600000000000000001", '\'=HYPERLINK("http://x")', "12.5"]
    assert rows[2] == ["2", "'@SUM(1)", ""]


def test_xlsx_keeps_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    write_xlsx(ANSWER, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    cells = list(sheet.iter_rows())[1]
    assert [(cell.data_type, cell.value) for cell in cells] == [
        ("s", "0012600000000000000001"),
        ("s", '=HYPERLINK("http://x")'),
        ("n", 12.5),
    ]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, write: object) -> None:
    assert callable(write)
    with pytest.raises(UserError, match="CANNOT_WRITE"):
        write(ANSWER, tmp_path / "nowhere" / "a")
