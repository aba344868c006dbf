"""Lines of a page -> rows from top to bottom, each read from left to right.

The page was laid flat before, so what one writes side by side overlaps in height. Rows follow a slight slope by
comparing a line with its nearest neighbour in the row. Used by ``extract.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.slips.lines import Line

Row = tuple["Line", ...]
_OVERLAP = 0.45


def rows(lines: Iterable[Line]) -> list[Row]:
    """Return the rows of a page."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box[0]):
        row = max(found, key=lambda row: _fit(row, line), default=None)
        if row is not None and _fit(row, line) >= _OVERLAP:
            row.append(line)
        else:
            found.append([line])
    ordered = sorted(found, key=lambda row: sum(line.middle for line in row) / len(row))
    return [tuple(sorted(row, key=lambda line: line.box[0])) for row in ordered]


def _fit(row: list[Line], line: Line) -> float:
    """Return how much of the lower of the two heights overlaps; -1 where they stand one above the other."""
    near = row[-1]
    width = min(near.box[2] - near.box[0], line.box[2] - line.box[0])
    if min(near.box[2], line.box[2]) - max(near.box[0], line.box[0]) > 0.4 * width:
        return -1.0
    shared = min(near.box[3], line.box[3]) - max(near.box[1], line.box[1])
    return shared / max(min(near.height, line.height), 1.0)
