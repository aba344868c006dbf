"""Text files with separated values -> records, one logical row each.

Encodings are tried in the order BOM, UTF-8, GB18030, as platforms write them; a file with a few wrong bytes is read
all the same and the cells show U+FFFD, which ``tables.py`` refuses cell by cell. An opening quote that never closes
spoils one row, not all that follow. Nothing is ever calculated: ``=cmd|…`` is text.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",\t;|"
_LONGEST_RECORD = 100  # lines in one quoted cell; more means a quote was never closed
_SAMPLE = 64 * 1024
_TRIAL_LINES = 40


class NoTableError(UserError):
    """The bytes are no text table."""

    code = "NO_TABLE"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file.

    Attributes:
        number: as the spreadsheet program counts it, from 1.
        broken: translated reason when the row could not be taken apart.
        cut: the file ends here without a line end.
    """

    number: int
    cells: tuple[str, ...]
    broken: str = ""
    cut: bool = False


def grids(data: bytes) -> tuple[str, list[list[Record]]]:
    """Return the encoding and the records, once for each delimiter that makes sense.

    Raises:
        NoTableError: binary or a web page under another name.
    """
    encoding, text = decode(data)
    lines = text.splitlines(keepends=True) if not _odd_breaks(text) else _lines(text)
    head = "".join(lines[:_TRIAL_LINES])
    found = [delimiter for delimiter in _DELIMITERS if delimiter in head] or [","]
    return encoding, [list(_records(lines, delimiter)) for delimiter in _worthwhile(lines, found)]


def decode(data: bytes) -> tuple[str, str]:
    """Return the encoding and the text; wrong bytes become U+FFFD.

    Raises:
        NoTableError: binary or a web page under another name.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", data.decode("utf-8-sig", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", data.decode("utf-16", errors="replace")
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        raise NoTableError(_("This file is not a table"), _("export the orders as CSV or XLSX"))
    if sample.lstrip()[:1] == b"<":
        raise NoTableError(
            _("This file is a web page under another name"), _("open it, save it as XLSX and drop that file")
        )
    for encoding in ("utf-8", "gb18030"):
        try:
            return encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    tried = [(encoding, data.decode(encoding, errors="replace")) for encoding in ("utf-8", "gb18030")]
    return min(tried, key=lambda pair: pair[1].count("\ufffd"))


def _odd_breaks(text: str) -> bool:
    return any(sign in text for sign in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _lines(text: str) -> list[str]:
    """Split at line ends only, not at the rarer signs that ``splitlines`` also takes for one."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _worthwhile(lines: list[str], delimiters: list[str]) -> list[str]:
    """Keep the delimiters that split the first lines into something; parsing twice costs time."""
    widest = {
        delimiter: max((line.count(delimiter) for line in lines[:_TRIAL_LINES]), default=0) for delimiter in delimiters
    }
    best = max(widest.values())
    return [delimiter for delimiter in delimiters if widest[delimiter] * 4 >= best]


def _records(lines: list[str], delimiter: str) -> Iterator[Record]:
    at = 0
    number = 0
    last_open = bool(lines) and not lines[-1].endswith(("\n", "\r"))
    while at < len(lines):
        feed = _Feed(lines, at)
        reader = csv.reader(feed, delimiter=delimiter)
        while feed.at < len(lines):
            start = feed.at
            number += 1
            feed.stop = start + _LONGEST_RECORD
            try:
                record = next(reader, [])
            except csv.Error:
                record = None
            if record is None or _runaway(lines, start, feed):
                if feed.at >= len(lines) and feed.at - start <= 1 and last_open:
                    yield Record(
                        number, tuple(record or ()), _("The file ends in the middle of this row: export again")
                    )
                    return
                yield Record(number, (), _("The quotes of this row are wrong: correct them or export again"))
                at = start + 1
                break
            yield Record(number, tuple(record), cut=last_open and feed.at >= len(lines))
        else:
            at = feed.at


def _runaway(lines: list[str], start: int, feed: _Feed) -> bool:
    """Tell whether an opening quote ran over the lines that follow."""
    if feed.at - start <= 1 and feed.at < len(lines):
        return False
    return "".join(lines[start : feed.at]).count('"') % 2 == 1 or feed.at - start >= _LONGEST_RECORD


class _Feed:
    """Lines for the csv reader, with the place it has come to."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines = lines
        self.at = at
        self.stop = at + _LONGEST_RECORD

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self.at >= min(self.stop, len(self.lines)):
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]
