"""The whole verdict table: every combination of the facts a verdict is made from, and what each comes to.

``verdict.py`` decides, this walks: printed by the command ``verdicts``, walked by the tests that hold it to its word.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.orders.canonical import CaseType, ChannelStatus
from station.orders.states import State
from station.packing.verdict import CaseFact, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CASES: tuple[tuple[CaseFact, ...], ...] = (
    (),
    *(
        (CaseFact(kind, status, "e" * 32 if status == "applied" and kind == CaseType.EXCHANGE else None),)
        for kind in CaseType
        for status in ("open", "agreed", "applied", "closed")
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One way a verdict is reached: its word, what the packer reads, how many combinations, and one of them."""

    verdict: str
    reason: tuple[str, ...]
    count: int
    example: Facts


def combinations() -> Iterator[Facts]:
    """Give every combination of state, money, exchange, hold, case, lock, unmapped line, packed, other bench."""
    for state, paid, is_exchange, holds, cases, locked, unmapped, packed, other in itertools.product(
        State, ChannelStatus, (False, True), ((), ("risk",)), _CASES, (0, 1, 2), (0, 1), (False, True), ("", "2")
    ):
        yield Facts(state, paid, is_exchange, holds, cases, 2, locked, unmapped, packed, other)


def table() -> tuple[Line, ...]:
    """Return the table by verdict and reason, the most frequent first in each verdict."""
    found: dict[tuple[str, tuple[str, ...]], list[Facts]] = {}
    for facts in combinations():
        ruling = rule(facts)
        found.setdefault((str(ruling.verdict), ruling.reason), []).append(facts)
    lines = (Line(verdict, reason, len(these), these[0]) for (verdict, reason), these in found.items())
    return tuple(sorted(lines, key=lambda line: (line.verdict, -line.count)))
