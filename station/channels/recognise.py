"""Whose export is this? Told by column names, in any order, with any selection the user made.

Every column name an export is known to have counts; a name that few exports have counts more (订单号 says little,
多多支付立减金额(元) says all). The order number column must be there.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from station.registry import extensions
from station.rows import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from station.channels.base import Channel
    from station.channels.export import Export

_ENOUGH = 1.0
_SHARE = 0.6  # of the columns must be known: platforms add some, but not half


@cache
def channels() -> dict[str, Channel]:
    """Return every channel by id."""
    return dict(extensions("station.channels", "channel"))


@cache
def _all_exports() -> tuple[tuple[Export, frozenset[str]], ...]:
    return tuple((export, export.known) for one in channels().values() for export in one.exports)


@cache
def _rarity() -> dict[str, float]:
    seen = Counter(column for export, known in _all_exports() if not export.by_name_only for column in known)
    return {column: 1.0 / times for column, times in seen.items()}


def scores(header: Iterable[str], *, channel: str = "") -> list[tuple[float, Export]]:
    """Return how well each export fits the header, best first."""
    columns = {same(column) for column in header if column}
    rated: list[tuple[float, Export]] = []
    for export, known in _all_exports():
        if (channel and export.source != channel) or (export.by_name_only and not channel):
            continue
        if columns.isdisjoint(map(same, export.fields["number"])):
            continue
        shared = columns & known
        if len(shared) < export.least or not export.needs_met(columns):
            continue
        if channel or len(shared) >= _SHARE * len(columns):
            rated.append((sum(_rarity().get(column, 0.1) for column in shared), export))
    return sorted(rated, key=lambda pair: -pair[0])


def recognise(header: Sequence[str], *, channel: str = "") -> Export | None:
    """Return the export this header belongs to; ``None`` when none or when two fit alike."""
    rated = scores(header, channel=channel)
    if not rated:
        return None
    if channel:
        return rated[0][1]
    if rated[0][0] < _ENOUGH or (len(rated) > 1 and rated[0][0] - rated[1][0] < 0.3):
        return None
    return rated[0][1]


def knows(header: Sequence[str], *, channel: str = "") -> float:
    """Say how well a row of cells reads as a header; 0 when nobody knows it."""
    rated = scores(header, channel=channel)
    return max(rated[0][0], 0.1) if rated else 0.0
