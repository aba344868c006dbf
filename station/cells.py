r"""What one cell of somebody's spreadsheet means: text, number of things, money, time, an id.

Exports guard ids with TAB, ``="…"`` or a leading ``'`` and write ``-`` or ``\\N`` for nothing; people re-save files
in spreadsheet programs, which turns ids into ``2.6E+18`` and times into ``2026/9/10 8:00``: both have lost digits
that nobody can bring back, so they are refused with the way to export properly. Called by channels, catalogue and
intake.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from station.clock import SHANGHAI
from station.text import _

_NOTHING = frozenset({"-", "--", "—", "\\N", "NULL", "null"})
_GUARDED = re.compile(r'^=\s*"([^"]*)"$')
_INVISIBLE = dict.fromkeys(map(ord, "\t\u00a0\u200b\u200c\u200e\u200f\ufeff\u3000"), " ")
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:\.\d+)?[eE]\+\d+$")
_RESAVED = re.compile(r"^\d{1,4}/\d{1,2}/\d{1,4}(?: \d{1,2}:\d{2})?$")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_MONEY_SIGNS = re.compile(r"[¥$]|元|CNY|RMB")
_MOMENT = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST_ID = 64
_MOST = 100_000
_RICHEST = Decimal(10**9)


@dataclass
class CellError(ValueError):
    """This cell cannot be used.

    Attributes:
        column: the column's name as the file writes it.
        value: the cell as it was read.
        why: translated sentence: what is wrong and what to do.
        row: number of the row it stands in, where that is known.
    """

    column: str
    value: str
    why: str
    row: int = 0

    def __str__(self) -> str:
        """The reason only: values may be personal data."""
        return self.why


def clean(text: str) -> str:
    """Return the cell without guards and invisible characters; ``""`` for the ways of writing nothing."""
    if not text or text.isalnum():  # most cells: nothing to take off
        return "" if text in _NOTHING else text
    text = text.translate(_INVISIBLE).strip()
    guarded = _GUARDED.match(text) if text.startswith("=") else None
    if guarded:
        text = guarded.group(1).strip()
    elif text.startswith("'") and not text.endswith("'"):
        text = text[1:].strip()
    return "" if text in _NOTHING else text


def ident(text: str, column: str) -> str:
    """Return an id as opaque text.

    Raises:
        CellError: empty, damaged by a spreadsheet program, or no id.
    """
    if not text:
        raise CellError(column, text, _("The number is missing: fill it in or delete the row"))
    if _SCIENTIFIC.match(text):
        raise CellError(
            column,
            text,
            _("A spreadsheet program shortened this number: export again and drop the file without opening it"),
        )
    if len(text) > _LONGEST_ID or _CONTROL.search(text):
        raise CellError(column, text[:_LONGEST_ID], _("This is no order number: check the columns of the file"))
    return text


def count(text: str, column: str) -> int:
    """Return a number of things, one or more.

    Raises:
        CellError: no such number.
    """
    digits = _plain(text.removesuffix("件"))
    if not _NUMBER.match(digits):
        raise CellError(column, text, _("This is not a number of pieces: correct it"))
    number = Decimal(digits)
    if number != number.to_integral_value() or not 1 <= number <= _MOST:
        raise CellError(column, text, _("This is not a number of pieces: correct it"))
    return int(number)


def fen(text: str, column: str) -> int | None:
    """Return an amount of money in fen; ``None`` when empty.

    Raises:
        CellError: no amount.
    """
    if not text:
        return None
    digits = _MONEY_SIGNS.sub("", _plain(text)).strip()
    if not _NUMBER.match(digits) or abs(Decimal(digits)) > _RICHEST:
        raise CellError(column, text, _("This is not an amount of money: correct it"))
    return int((Decimal(digits) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def moment(text: str, column: str) -> datetime | None:
    """Return a time written in Shanghai time, as UTC; ``None`` when empty.

    Raises:
        CellError: no time, or one that a spreadsheet program has rounded to minutes.
    """
    if not text:
        return None
    text = _plain(text)
    if _RESAVED.match(text):
        raise CellError(
            column,
            text,
            _("A spreadsheet program rewrote this time: export again and drop the file without opening it"),
        )
    found = _MOMENT.match(text)
    if not found:
        raise CellError(column, text, _("This is not a time such as 2026-01-05 10:05:00: correct it"))
    try:
        parts = [int(part or 0) for part in found.groups()]
        return datetime(*parts, tzinfo=SHANGHAI).astimezone(UTC)  # type: ignore[arg-type,misc] # six numbers
    except (ValueError, OverflowError):
        why = _("This is not a time such as 2026-01-05 10:05:00: correct it")
        raise CellError(column, text, why) from None


def _plain(text: str) -> str:
    """Full-width digits and signs become ASCII; thousand commas go."""
    folded = unicodedata.normalize("NFKC", text).strip()
    bare = _MONEY_SIGNS.sub("", folded).strip()
    return folded.replace(",", "") if _GROUPED.match(bare) else folded
