"""Files as people drop them: encodings, delimiters, title rows, damage, traps."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.intake import tables
from station.intake.tables import UnreadableFileError, read_table
from station.rows import same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = "订单号,商品,数量,备注"
COLUMNS = set(HEADER.split(","))


def knows(header: Sequence[str]) -> float:
    return float(len({same(column) for column in header} & COLUMNS)) if "订单号" in header else 0.0


def written(path: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, named: str, delimiter: str) -> None:
    text = f"{HEADER}\r\n1,袜子,2,急件\r\n".replace(",", delimiter)
    table = read_table(written(tmp_path / "a.csv", text, encoding), knows=knows)
    assert table.encoding == named
    assert table.rows[0].text("商品") == "袜子"
    assert table.rows[0].number == 2


def test_title_rows_above_the_header_are_skipped(tmp_path: Path) -> None:
    text = f"某店铺订单导出\n导出时间,2026-01-05\n\n{HEADER}\n1,袜子,2,\n"
    table = read_table(written(tmp_path / "a.csv", text), knows=knows)
    assert [(row.number, row.text("订单号")) for row in table.rows] == [(5, "1")]


def test_quoted_line_breaks_and_commas_stay_in_their_cell(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "a.csv", f'{HEADER}\n1,"袜子,红",2,"一\n二"\n2,鞋,1,\n'), knows=knows)
    assert [row.text("商品") for row in table.rows] == ["袜子,红", "鞋"]
    assert table.rows[0].text("备注") == "一\n二"


def test_an_open_quote_spoils_its_own_row_only(tmp_path: Path) -> None:
    rows = "".join(f"{n},鞋,1,\n" for n in range(2, 150))
    table = read_table(written(tmp_path / "a.csv", f'{HEADER}\n1,"袜子,2,\n{rows}'), knows=knows)
    assert [refused.row for refused in table.refused] == [2]
    assert len(table.rows) == 148
    assert table.rows[0].number == 3


def test_a_cut_file_refuses_its_last_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "a.csv", f"{HEADER}\n1,袜子,2,\n2,鞋"), knows=knows)
    assert [row.text("订单号") for row in table.rows] == ["1"]
    assert [refused.row for refused in table.refused] == [3]


def test_a_file_cut_inside_quotes_refuses_its_last_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "a.csv", f'{HEADER}\n1,袜子,2,\n2,鞋,1,"轻'), knows=knows)
    assert [refused.row for refused in table.refused] == [3]


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "a.csv", f"{HEADER}\n1,袜子,红,2,急\n2,鞋,1,\n"), knows=knows)
    assert [refused.row for refused in table.refused] == [2]
    assert len(table.rows) == 1


def test_wrong_bytes_refuse_their_row_and_the_rest_goes_in(tmp_path: Path) -> None:
    data = f"{HEADER}\n1,袜子,2,\n2,鞋,1,\n".encode("gb18030").replace("鞋".encode("gb18030"), b"\xff\xff")
    table = read_table(written(tmp_path / "a.csv", data), knows=knows)
    assert [row.text("订单号") for row in table.rows] == ["1"]
    assert [(refused.row, refused.column) for refused in table.refused] == [(3, "商品")]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02" * 50, b"<html><table></table></html>", "无关,文字\n1,2\n".encode()]
)
def test_what_is_no_export_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_table(written(tmp_path / "a.csv", data), knows=knows)


def workbook(path: Path, *rows: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def test_workbook_numbers_stay_what_they_are(tmp_path: Path) -> None:
    from datetime import datetime

    path = workbook(
        tmp_path / "a.xlsx",
        ["店铺导出"],
        HEADER.split(","),
        ["2600000000000000001", "袜子", 2, datetime(2026, 1, 5, 10, 5)],  # noqa: DTZ001 # as a workbook stores it
        [2600000000000000001, "=1+1", 1.5, None],
    )
    table = read_table(path, knows=knows)
    first, second = table.rows
    assert (first.text("订单号"), first.text("数量"), first.text("备注")) == (
        "2600000000000000001",
        "2",
        "2026-01-05 10:05:00",
    )
    assert "E+18" in second.text("订单号")
    assert (second.number, second.text("数量")) == (4, "1.5")


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (64 * 1024 * 1024))
    with pytest.raises(UnreadableFileError):
        read_table(path, knows=knows)


def test_a_far_corner_cell_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "corner.xlsx"
    sheet = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(UnreadableFileError):
        read_table(path, knows=knows)


@pytest.mark.parametrize("keep", [10, 300, -40])
def test_a_cut_workbook_is_refused(tmp_path: Path, keep: int) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADER.split(","), ["1", "袜子", 2, ""])
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UnreadableFileError):
        read_table(path, knows=knows)


def test_a_huge_file_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST", 10)
    with pytest.raises(UnreadableFileError):
        read_table(written(tmp_path / "a.csv", f"{HEADER}\n1,袜子,2,\n"), knows=knows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path / "a.csv", HEADER.encode() + b"\n1,a,1,\n" + data)
    try:
        table = read_table(path, knows=knows)
    except UnreadableFileError:
        return
    assert len(table.rows) + len(table.refused) >= 1


def test_every_visible_sheet_with_the_same_names_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, below in {"1": ["1,袜子,2,"], "2": ["2,鞋,1,", "3,帽,1,"], "3": ["4,伞,1,"]}.items():
        sheet = book.create_sheet(title)
        for line in [HEADER, *below]:
            sheet.append(line.split(","))
    book["3"].sheet_state = "hidden"
    other = book.create_sheet("other")
    other.append(["订单号", "商品"])
    book.create_sheet("notes").append(["说明"])
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx", knows=knows)
    assert [(row.number, row.text("订单号")) for row in table.rows] == [(2, "1"), (3, "2"), (4, "3")]
    assert [(one.row, bool(one.why)) for one in table.refused] == [(0, True)]
