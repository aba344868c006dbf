"""A figure as a file people open in a spreadsheet program: CSV or XLSX, never a formula.

Text that such a program would run (``=``, ``+``, ``-``, ``@`` at its start) is text: CSV guards it with an
apostrophe, XLSX stores it as a string. CSV is UTF-8 with the mark Excel needs to read Chinese.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from station.figures.base import Answer, Cell

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0 has no such characters
_RUN = ("=", "+", "-", "@", "\t", "\r")


def write_csv(answer: Answer, path: Path) -> None:
    """Write the table.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([safe(name) for name in answer.columns])
            writer.writerows([safe(cell) for cell in row] for row in answer.rows)
    except OSError as error:
        raise unwritable(error) from error


def write_xlsx(answer: Answer, path: Path) -> None:
    """Write the table as a workbook of one sheet, numbers as numbers.

    Raises:
        UserError: the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in ([*answer.columns], *answer.rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub(" ", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    try:
        path.write_bytes(content.getvalue())
    except OSError as error:
        raise unwritable(error) from error


def safe(cell: Cell) -> Cell:
    """Return a cell no spreadsheet program runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN) else cell


def unwritable(error: OSError) -> UserError:
    """Return what to tell when a file cannot be written."""
    return UserError(
        _("The file cannot be written ({why})").format(why=error.strerror or ""),
        _("choose another folder"),
        code="CANNOT_WRITE",
    )
