"""The table of a form: its heading row, its columns, where it ends.

A row that says at least two known column headings is the heading; a word below belongs to the column whose heading it
stands nearest to. Used by ``items.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.slips.words import ENDS, HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.slips.lines import Span
    from station.slips.rows import Row


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds and where its heading stands."""

    role: str
    left: float
    right: float

    def away(self, span: Span) -> float:
        """Return how far a word stands from the heading; 0 over or under it."""
        return max(0.0, self.left - span.right, span.left - self.right)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and the number of the heading row."""

    row: int
    columns: tuple[Column, ...]

    def column(self, span: Span) -> Column:
        """Return the column under which a word stands."""
        middle = span.middle
        return min(self.columns, key=lambda one: (one.away(span), abs((one.left + one.right) / 2 - middle)))

    def role(self, span: Span) -> str:
        """Return what the column under which a word stands holds."""
        return self.column(span).role

    def sides(self) -> list[Table]:
        """Return the tables that stand side by side: each begins where a heading comes again."""
        found: list[list[Column]] = [[]]
        for column in sorted(self.columns, key=lambda one: one.left):
            if column.role in {"code", "qty"} and column.role in {one.role for one in found[-1]}:
                found.append([])
            found[-1].append(column)
        return [Table(self.row, tuple(columns)) for columns in found]


def find(rows: Sequence[Row]) -> Table | None:
    """Return the table of a page, ``None`` where there is no heading row."""
    for number, row in enumerate(rows):
        columns = [column for line in row for column in _columns(line.whole())]
        roles = {column.role for column in columns}
        if len(roles) >= 2 and ("qty" in roles or "code" in roles):
            return Table(number, tuple(columns))
    return None


def ends(row: Row) -> bool:
    """Return whether a row stands below the table."""
    text = row[0].text
    return any(text.startswith(word) for word in ENDS)


def _columns(span: Span) -> list[Column]:
    text, found, place = span.text, [], 0
    while place < len(text):
        role, word = _heading(text[place:])
        if word:
            part = span.line.part(span.start + place, span.start + place + len(word))
            found.append(Column(role, part.left, part.right))
        place += max(1, len(word))
    return found


def _heading(text: str) -> tuple[str, str]:
    fits = [(role, word) for role, words in HEADINGS.items() for word in words if text.startswith(word)]
    return max(fits, key=lambda fit: len(fit[1]), default=("", ""))
