"""XLSX and XLS workbooks -> records, with the traps of the format kept out.

Read by calamine (no macros, no formulas: the value stored last is taken as data). Before it opens a file the zip is
looked at: a small file that unpacks to hundreds of MB, or a sheet whose corner cell stands at XFD1048576, is refused.
Numbers that are too long for a spreadsheet cell come out as ``2.6E+18``, which ``station/cells.py`` refuses where
they are ids.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from station.errors import UserError
from station.intake.delimited import Record
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MOST_UNPACKED = 400 * 1024 * 1024
_MOST_RATIO = 250
_SMALL = 8 * 1024 * 1024
_MOST_ENTRIES = 2_000
_MOST_CELLS = 30_000_000
_MOST_SHEETS = 20
_EXACT = 2**53
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_CHUNK = 1 << 20
_OVERLAP = 32


class WorkbookError(UserError):
    """The workbook cannot be opened."""

    code = "WORKBOOK"


def sheets(path: Path) -> Iterator[list[Record]]:
    """Return each sheet as records; hidden ones hold lists to choose from, not orders.

    Raises:
        WorkbookError: damaged, locked with a password, or a trap.
    """
    import python_calamine

    _look_inside(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        visible = python_calamine.SheetVisibleEnum.Visible
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible == visible]
        for name in shown[:_MOST_SHEETS]:
            yield _records(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged() from error


def _records(grid: Sequence[Sequence[object]]) -> list[Record]:
    return [Record(number, tuple(as_text(cell) for cell in row)) for number, row in enumerate(grid, 1)]


def as_text(cell: object) -> str:
    """Return a cell's value as an export would write it."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def _number(value: float) -> str:
    if not value.is_integer():
        return repr(value)
    return f"{value:.14E}" if abs(value) >= _EXACT else str(int(value))


def _look_inside(path: Path) -> None:
    """Refuse traps before anything unpacks them."""
    with path.open("rb") as stream:
        if stream.read(2) != b"PK":
            return  # the older format is not packed
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries) or 1
            bomb = unpacked > _SMALL and unpacked / packed > _MOST_RATIO
            if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or bomb:
                raise _trap()
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/"):
                    _look_at_sheet(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _damaged() from error


def _look_at_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    rows = columns = seen = 0
    kept = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            seen += len(chunk)
            if seen > _MOST_UNPACKED:
                raise _trap()
            for letters, digits in _REFERENCE.findall(kept + chunk):
                rows = max(rows, int(digits))
                columns = max(columns, _column(letters))
            if rows * columns > _MOST_CELLS:
                raise _trap()
            kept = chunk[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _damaged() -> WorkbookError:
    return WorkbookError(
        _("The workbook is damaged or locked with a password"), _("export it again, or save it without a password")
    )


def _trap() -> WorkbookError:
    return WorkbookError(
        _("The workbook unpacks to far more than an order export holds"),
        _("export a shorter period as CSV, and do not open files from strangers"),
    )
