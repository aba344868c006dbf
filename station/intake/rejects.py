"""Refused rows as a file to put right and drop again: the export's own columns, and why each row was refused.

Rows of one order are refused together, so the file holds whole orders. Cells stand as the platform wrote them, with
their guards; a cell that a spreadsheet program could run as a formula is guarded with an apostrophe, which reading
takes off again. The last column has a name no channel knows. Called by ``import --rejected`` and the import page.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from station.channels.recognise import knows
from station.intake.tables import read_table
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from station.rows import Refused

_RUN = ("=", "+", "-", "@")


def write_rejected(path: Path, rejected: Sequence[Refused], *, out: Path, channel: str = "") -> int:
    """Write the refused rows of the export ``path`` to ``out`` (CSV, UTF-8 with BOM) and return how many.

    Raises:
        station.intake.tables.UnreadableFileError: the export itself cannot be read.
        OSError: ``out`` cannot be written.
    """
    table = read_table(path, knows=lambda header: knows(header, channel=channel))
    reasons: dict[int, str] = {}
    for one in rejected:
        reasons.setdefault(
            one.row, _("{column}: {why}").format(column=one.column, why=one.why) if one.column else one.why
        )
    rows = [number for number in sorted(reasons) if number in table.cells]
    width = len(table.header)
    with out.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*table.header, _("【Why this row was refused】")])
        for number in rows:
            cells = table.cells[number]
            full = [*cells[:width], *[""] * (width - len(cells)), *cells[width:]]
            writer.writerow([_safe(cell) for cell in [*full[:width], reasons[number], *full[width:]]])
    return len(rows)


def _safe(cell: str) -> str:
    guarded = cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2  # an export's own guard of an id
    number = cell.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.lstrip().startswith(_RUN) and not guarded and not number else cell
