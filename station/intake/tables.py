"""CSV and XLSX files as people drop them -> a header and cleaned rows, whatever encoding, delimiter or title rows.

The header row is the one whose names somebody knows (``knows`` says how well a row of names is known), so title
rows above it are skipped. A broken row is refused with its number and the rest goes in; a file that is too large, no
table, or a trap (zip bomb) is refused as a whole. Called by ``files.py`` and by the ``sku`` command.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from station.cells import clean
from station.errors import UserError
from station.intake import delimited, workbook
from station.rows import Refused, Row, same
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from station.intake.delimited import Record

    Knows = Callable[[Sequence[str]], float]

LARGEST = 100 * 1024 * 1024
MOST_ROWS = 300_000
_TITLE_ROWS = 30
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


class UnreadableFileError(UserError):
    """The whole file cannot be used."""

    code = "FILE_UNREADABLE"


@dataclass(frozen=True, slots=True)
class Table:
    """One file as rows.

    Attributes:
        encoding: how the file was written: ``utf-8-sig``, ``utf-8``, ``gb18030``, ``utf-16``, ``xlsx``, ``xls``.
        header: column names as written, guards and spaces off.
        cells: the cells of each row as they stand in the file, by row number.
    """

    encoding: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    cells: Mapping[int, tuple[str, ...]]


def read_table(path: Path, *, knows: Knows) -> Table:
    """Read one file.

    Raises:
        UnreadableFileError: too large, no table, damaged, or no row of names that anybody knows.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise UnreadableFileError(
            _("The file is larger than {limit} MB").format(limit=LARGEST // 1024 // 1024),
            _("export a shorter period and drop the files one by one"),
        )
    with path.open("rb") as stream:
        start = stream.read(8)
    try:
        if start.startswith(_WORKBOOKS):
            return _all_sheets("xlsx" if start[:2] == b"PK" else "xls", list(workbook.sheets(path)), knows)
        encoding, grids = delimited.grids(path.read_bytes())
        grid, at = _best(grids, knows)
        return _table(encoding, grid[at], grid[at + 1 :])
    except (workbook.WorkbookError, delimited.NoTableError) as error:
        raise UnreadableFileError(error.happened, error.remedy) from error


def _all_sheets(encoding: str, sheets: Sequence[Sequence[Record]], knows: Knows) -> Table:
    """Return the best known sheet, and what stands under the same names on the others; its rows count on."""
    chosen, at = _best(sheets, knows)
    below = list(chosen[at + 1 :])
    others = 0
    for sheet in (sheet for sheet in sheets if sheet is not chosen):
        names = [_names(record) for record in sheet[:_TITLE_ROWS]]
        if _names(chosen[at]) in names:
            last = max([chosen[at].number, *(record.number for record in below[-1:])])
            start = names.index(_names(chosen[at])) + 1
            below += [replace(record, number=last + place) for place, record in enumerate(sheet[start:], 1)]
        else:
            others += any(knows([clean(cell) for cell in record.cells]) for record in sheet[:_TITLE_ROWS])
    table = _table(encoding, chosen[at], below)
    why = _("Another sheet has other columns and was not read: save it as a file of its own")
    return replace(table, refused=(*[Refused(0, "", "", why)] * others, *table.refused))


def _names(record: Record) -> tuple[str, ...]:
    names = [same(clean(cell)) for cell in record.cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _best(grids: Sequence[Sequence[Record]], knows: Knows) -> tuple[Sequence[Record], int]:
    """Return the grid (sheet, or way to split the text) whose header is best known, and where that stands."""
    known = 0.0
    chosen: tuple[Sequence[Record], int] | None = None
    for grid in grids:
        for at, record in enumerate(grid[:_TITLE_ROWS]):
            score = knows([clean(cell) for cell in record.cells])
            if score > known:
                known, chosen = score, (grid, at)
    if chosen is None:
        raise UnreadableFileError(
            _("No row of column names was found that belongs to a known export"),
            _("check that this is the order export of a platform, or choose the channel by hand"),
            code="UNKNOWN_EXPORT",
        )
    return chosen


def _table(encoding: str, head: Record, below: Sequence[Record]) -> Table:
    if len(below) > MOST_ROWS:
        raise UnreadableFileError(
            _("The file has more than {limit} rows").format(limit=MOST_ROWS),
            _("export a shorter period and drop the files one by one"),
        )
    header = tuple(clean(cell) for cell in head.cells)
    while header and not header[-1]:
        header = header[:-1]
    names: dict[str, str] = {}
    places: dict[str, int] = {}
    for place, column in enumerate(header):
        if column and same(column) not in places:
            places[same(column)], names[same(column)] = place, column
    rows: list[Row] = []
    refused: list[Refused] = []
    for record in below:
        if not record.broken and not any(cell.strip() for cell in record.cells):
            continue
        broken = record.broken or _misfit(record, len(header))
        if broken:
            refused.append(Refused(record.number, "", "", broken))
            continue
        values = record.cells
        full = {key: clean(values[place]) if place < len(values) else "" for key, place in places.items()}
        spoilt = next((key for key, value in full.items() if "\ufffd" in value), None)
        if spoilt is None:
            rows.append(Row(record.number, full, names))
        else:
            why = _("This cell has characters that cannot be read: export again")
            refused.append(Refused(record.number, names[spoilt], full[spoilt], why))
    cells = {record.number: record.cells for record in below}
    return Table(encoding, header, tuple(rows), tuple(refused), cells)


def _misfit(record: Record, width: int) -> str:
    """Say why the row does not fit under the header; "" when it does."""
    if any(cell.strip() for cell in record.cells[width:]):
        return _("This row has more cells than the header: a comma or quote in it is wrong")
    if len(record.cells) < width and record.cut:
        return _("The file ends in the middle of this row: export again")
    return ""
