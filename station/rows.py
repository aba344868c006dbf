"""A row of a file somebody dropped: cells found by column name, and what is said of a row that is refused.

Column names are compared without spaces, case and the difference between full-width and half-width signs, because
exports differ in exactly that (``商品总价（元）`` and ``商品总价(元)``, a trailing space after ``收货地址``). The unit
of money behind a name (``订单金额(元)``) does not count.
Made by ``station/intake/tables.py``; read by channels and catalogue.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from station import cells
from station.cells import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

T = TypeVar("T")
_UNIT = re.compile(r"[(\[【](?:单位:?)?(?:元|人民币|rmb|cny|¥)[)\]】]$")


@cache
def same(column: str) -> str:
    """Return the column name in the form names are compared in."""
    bare = "".join(unicodedata.normalize("NFKC", column).split()).lower().strip("\ufeff'\"*")
    return _UNIT.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class Refused:
    """One row (or file, row 0) that did not go in.

    Attributes:
        row: as the spreadsheet program counts it, the header row included.
        column: column name; "" when the whole row is meant.
        value: the cell; on the person's own screen only, never logged.
        why: translated sentence.
    """

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by column name.

    Attributes:
        number: as the spreadsheet program counts it, the header row included.
        cells: cleaned text by compared column name.
        names: column name as written by compared column name.
    """

    number: int
    cells: Mapping[str, str]
    names: Mapping[str, str]

    def has(self, *columns: str) -> bool:
        """Tell whether the file has one of the columns."""
        return any(same(column) in self.cells for column in columns)

    def column(self, *columns: str) -> str:
        """Return the name of the column that speaks: the first that is not empty, else the first there is."""
        there = [key for key in map(same, columns) if key in self.cells]
        chosen = next((key for key in there if self.cells[key]), there[0] if there else "")
        return self.names.get(chosen, columns[0] if columns else "")

    def text(self, *columns: str) -> str:
        """Return the first cell of these columns that is not empty; "" when all are empty or missing."""
        for column in columns:
            value = self.cells.get(same(column), "")
            if value:
                return value
        return ""

    def ident(self, *columns: str) -> str:
        """Return an id.

        Raises:
            CellError: empty or damaged.
        """
        return self._read(cells.ident, columns)

    def count(self, *columns: str) -> int:
        """Return a number of things.

        Raises:
            CellError: no such number.
        """
        return self._read(cells.count, columns)

    def fen(self, *columns: str) -> int | None:
        """Return money in fen; ``None`` when the file does not say.

        Raises:
            CellError: no amount.
        """
        return self._read(cells.fen, columns)

    def moment(self, *columns: str) -> datetime | None:
        """Return a time; ``None`` when the file does not say.

        Raises:
            CellError: no time.
        """
        return self._read(cells.moment, columns)

    def _read(self, read: Callable[[str, str], T], columns: tuple[str, ...]) -> T:
        """Read a cell; its column is looked up only where something is wrong with it."""
        try:
            return read(self.text(*columns), "")
        except CellError as error:
            error.column = self.column(*columns)
            raise

    def refuse(self, error: CellError) -> Refused:
        """Return what is said of this row when it is refused."""
        return Refused(self.number, error.column, error.value, error.why)
