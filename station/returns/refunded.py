"""Which lines of an order were refunded, so that only they stay behind and the rest is sent.

A refund the platform has agreed to for one line takes that line out of the parcel; one that is only asked for stops
the whole order until somebody decides, because a second parcel costs more than an hour. Called by intake (locks) and
packing (what must be in the box).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.returns.follow import REFUNDS
from station.store import returns as cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.orders import Line
    from station.store.rows import Row


def refunded_lines(found: Sequence[Row[Any]], lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines refunded; all of them when the whole order was."""
    agreed = [case.line_no for case in found if case.status == cases.AGREED and case.intent in REFUNDS]
    goods = {line.line_no for line in lines if not line.is_gift}
    if None in agreed or (agreed and goods <= set(agreed)):
        return frozenset(line.line_no for line in lines)
    return frozenset(number for number in agreed if number is not None)


def only_these(found: Sequence[Row[Any]], lines: Sequence[Line]) -> tuple[list[Row[Any]], tuple[Line, ...]]:
    """Return the cases and lines that still count when some lines were refunded and others must be sent."""
    gone = refunded_lines(found, lines)
    if not gone or len(gone) == len(lines):
        return list(found), tuple(lines)
    rest = [case for case in found if not (case.line_no in gone and case.status == cases.AGREED)]
    return rest, tuple(line for line in lines if line.line_no not in gone)
