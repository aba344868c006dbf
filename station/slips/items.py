"""Rows -> goods: which word is the code, which the name, which the quantity.

In a table the columns say so; on ruled or plain paper the code is the word nearest to any code of the catalogue and
the quantity the number after it. Rules know letters, gaps and columns, no shop's own code format.
Called by ``extract.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from station.slips import quantity
from station.slips.quantity import MOST_DIGITS
from station.slips.tokens import latin, tokens
from station.slips.words import COLONS, DIGITS, HAN, TIMES, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.slips.lines import Span
    from station.slips.match import Catalogue
    from station.slips.quantity import Quantity
    from station.slips.rows import Row
    from station.slips.table import Column, Table

_LEAST_CODE = 4
_NEAR = 0.3  # share of letters that may differ where a second code begins in a row
_CLOSE = 1.5  # letters that may stand unread between a code and the next writing
_ASIDE = 0.4  # of a heading's width; a number further beside it may be another column's
_LEAST_NAME = 2
_FAR = 0.5  # share of letters that may differ from the nearest code


@dataclass(frozen=True, slots=True)
class RowItem:
    """The parts of one row of goods, not yet matched.

    Attributes:
        extra: letters of the row that nothing explains.
        run_on: the quantity, or what stands in the next column, follows the code without a gap.
    """

    code: Span
    name: str
    quantity: Quantity
    extra: str = ""
    run_on: bool = False


def all_from_table(row: Row, table: Table, catalogue: Catalogue) -> tuple[RowItem, ...]:
    """Return the goods of a table row: several where tables stand side by side."""
    words = [part for span in tokens(row) for part in _cells(span, table)]
    sides = table.sides()
    return tuple(
        found
        for side in sides
        if (mine := [span for span in words if len(sides) == 1 or table.column(span) in side.columns])
        and (found := _from_table(mine, row, side, catalogue=catalogue)) is not None
    )


def _cells(span: Span, table: Table) -> list[Span]:
    """Take a number apart that runs on from one column into the next."""
    if not all(char in DIGITS for char in span.text):
        return [span]
    letters = [span.line.part(place, place + 1) for place in range(span.start, span.end)]
    cuts = [span.start, *(two.start for one, two in pairwise(letters) if table.column(one) != table.column(two))]
    return [span.line.part(start, end) for start, end in pairwise([*cuts, span.end])]


def _from_table(words: Sequence[Span], row: Row, table: Table, *, catalogue: Catalogue) -> RowItem | None:
    cells: dict[str, list[Span]] = {}
    for span in words:
        cells.setdefault(table.role(span), []).append(span)
    name = "".join(span.text for role in ("name", "spec") for span in cells.get(role, []))
    counted = _counted(cells.get("qty", []), table)
    if "code" not in cells or not any(column.role == "code" for column in table.columns):
        found = from_words(words, catalogue)
        if found is None:
            return _without_code(cells, name, counted)
        return found if counted.value is None else replace(found, quantity=counted, extra="")
    code = _joined(cells["code"])
    if len(latin(code.text)) < _LEAST_CODE - 1:
        return _without_code(cells, name, counted)
    if counted.value is None and "qty" not in cells:  # written across the border of two columns
        apart = from_words(words, catalogue)
        if apart is not None and apart.quantity.value is not None and len(apart.code.text) < len(code.text):
            code, counted = apart.code, apart.quantity
    unit = "".join(span.text for span in cells.get("unit", []))
    if unit and not counted.unit:
        counted = replace(counted, unit=unit[:1])
    return RowItem(code, name, counted, run_on=_crowded(code, row))


def _counted(spans: Sequence[Span], table: Table) -> Quantity:
    """Return the quantity of a cell, what stands under the heading first.

    Certain is neither what stands apart or twice, nor what runs into the next column.
    """
    under = [span for span in spans if table.column(span).away(span) == 0]
    counted = quantity.read(under or spans)
    numbers = [span for span in under or spans if any(char in DIGITS for char in span.text)]
    apart = not under and any(_apart(span, table) for span in numbers)
    across = any(_next(span, table) not in {None, table.column(span)} for span in spans)
    pieces = any(one.line is two.line for one, two in pairwise(spans))
    return replace(counted, lead=0.0) if len(numbers) > 1 or apart or across or pieces else counted


def _next(span: Span, table: Table) -> Column | None:
    """Return the column of the letter that follows in the line: it may lie on a figure that was not read."""
    return table.column(span.line.part(span.end, span.end + 1)) if span.end < len(span.line.glyphs) else None


def _apart(span: Span, table: Table) -> bool:
    """Return whether a number may be of a column whose heading was not read: prices on the right, row numbers first."""
    column = table.column(span)
    first = column.left == min(one.left for one in table.columns)
    return span.left > column.right or (first and column.away(span) > _ASIDE * (column.right - column.left))


def _without_code(cells: Mapping[str, list[Span]], name: str, counted: Quantity) -> RowItem | None:
    """Return a row whose code cannot be read (glare, a stain): it is never left out without a word."""
    if counted.value is None or len(HAN.findall(name)) < _LEAST_NAME:
        return None
    return RowItem(_joined(cells.get("name") or cells["spec"]), name, counted)


def _crowded(code: Span, row: Row) -> bool:
    """Return whether the next writing touches the code: its last letter may stand in the other's box, or under it."""
    room = _CLOSE * (code.right - code.left) / len(code.text)
    if any(glyph.left < code.right + room for glyph in code.line.glyphs[code.end : code.end + 1]):
        return True
    return any(
        line.box[2] - code.right > 0 and line.box[0] < code.right + room for line in row if line is not code.line
    )


def all_from_words(row: Row, catalogue: Catalogue) -> tuple[RowItem, ...]:
    """Return the goods of a row without columns: several where one is written after another."""
    words = tokens(row)
    starts = [number for number, span in enumerate(words) if _is_code(latin(span.text), catalogue)]
    named = [number - (number > 0 and len(HAN.findall(words[number - 1].text)) > 1) for number in starts]
    parts = [words[begin:end] for begin, end in pairwise([0, *named[1:], len(words)])]
    return tuple(found for part in parts if (found := from_words(part, catalogue)) is not None)


def _is_code(text: str, catalogue: Catalogue) -> bool:
    """Return whether a word begins like a code of the catalogue; the quantity may follow without a gap."""
    if len(text) < _LEAST_CODE or HAN.search(text) or not any(char in DIGITS for char in text):
        return False
    ends = range(max(_LEAST_CODE, len(text) - MOST_DIGITS), len(text) + 1)
    return any(catalogue.distance(text[:end]) <= _NEAR * end for end in ends)


def from_words(words: Sequence[Span], catalogue: Catalogue) -> RowItem | None:
    """Return the goods of words without columns."""
    best: tuple[float, int, Span] | None = None
    for number, span in enumerate(words):
        for part in _parts(span, words[number + 1] if number + 1 < len(words) else None):
            text = latin(part.text)
            if len(text) < _LEAST_CODE or not any(char in DIGITS for char in text) or len(HAN.findall(text)) > 1:
                continue
            far = catalogue.distance(text) / len(text) + _leftover(span, part, words[number + 1 :])
            if best is None or (far, -len(text)) < (best[0], -len(latin(best[2].text))):
                best = (far, number, part)
    if best is None or best[0] > _FAR:
        return None
    _away, number, code = best
    before, run_on = words[:number], False
    after = [span for span in words[number:] if span.line is not code.line or span.start >= code.end]
    if words[number].end > code.end and code.line is words[number].line:
        after.insert(0, code.line.part(code.end, words[number].end))
        run_on = after[0].text[0] not in TIMES  # no gap: the code's last letter may have gone to the quantity
    name = "".join(span.text for span in before if HAN.search(span.text))
    counted = quantity.read(_numbers(after)) if after else quantity.Quantity(None)
    if counted.value is None and before:
        counted = quantity.read(_numbers([span for span in before if not HAN.search(span.text)]))
    extra = "".join(span.text for span in after if HAN.search(span.text))
    telling = [span.text for span in _numbers(after) if any(char in DIGITS or char.isupper() for char in span.text)]
    unread = "".join(telling[1:]) or extra.strip(UNITS)
    return RowItem(code, name, counted, unread, run_on)


def _leftover(span: Span, part: Span, following: Sequence[Span]) -> float:
    """Return what speaks against a part of a word: letters left over although the quantity stands apart."""
    if part.end >= span.end:
        return 0.0
    rest = span.text[part.end - span.start :]
    letters = sum(char not in DIGITS + TIMES + UNITS + COLONS for char in rest)
    apart = any(char in DIGITS for other in following for char in other.text) and rest[0] not in TIMES
    return 0.15 * letters + (0.07 * (len(rest) - letters) if apart else 0.02)


def _numbers(spans: list[Span]) -> list[Span]:
    """Join digits that stand apart (``1 2 个``), keep each with its unit."""
    joined: list[Span] = []
    for span in spans:
        text = span.text
        if joined and joined[-1].line is span.line and joined[-1].end == span.start:
            last = joined[-1].text
            digits = last[-1] in DIGITS + TIMES and (text[0] in DIGITS or text[0] in UNITS)
            if digits or (text[0] in UNITS and len(text) == 1):
                joined[-1] = span.line.part(joined[-1].start, span.end if text[0] in DIGITS else span.start + 1)
                continue
        joined.append(span)
    return joined


def _parts(span: Span, following: Span | None) -> list[Span]:
    """Return what of a word may be the code: all of it, its beginnings, or with the next word."""
    found = [span]
    line = span.line
    if len(span.text) > _LEAST_CODE + 1:
        found += [line.part(span.start, end) for end in range(span.end - 1, span.start + _LEAST_CODE, -1)]
        found += [line.part(span.start + 1, span.end)]
    if following is not None and following.line is line and not HAN.search(following.text):
        found.append(line.part(span.start, following.end))
    return found


def _joined(spans: list[Span]) -> Span:
    first = max(spans, key=lambda span: span.end - span.start)
    same = [span for span in spans if span.line is first.line]
    return first.line.part(min(span.start for span in same), max(span.end for span in same))
