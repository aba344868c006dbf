"""Whether a slip was photographed before: another photo of the same paper, not the same file.

Two things must agree: most of what was read, and the look of the page, kept with each draft as a grid of how much ink
stands where. The first that was handed in is named, so a person sees the order it made. It warns, it refuses nothing:
a customer may order the same again. Asked when a draft is kept.
"""

from __future__ import annotations

from base64 import b64decode
from collections import Counter
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Any

from station.store import slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from station.store.engine import Tx

_ALIKE, _SHARED = 0.95, 0.6
_SHIFTS = tuple((down, across) for down in (0, -1, 1) for across in (0, -1, 1))


@dataclass(frozen=True, slots=True)
class First:
    """The slip that was handed in before; no order while it waits."""

    sha256: str
    order_id: str | None


def first_like(tx: Tx, sha256: str, draft: Mapping[str, Any]) -> First | None:
    """Return the earliest slip this one is another photo of."""
    for row, other in slips.drafts(tx):
        if row.sha256 != sha256 and _share(draft, other) and look_alike(draft["likeness"], other["likeness"]):
            return First(row.sha256, row.order_id)
    return None


def look_alike(one: str, two: str) -> bool:
    """Tell whether two pages have their ink in the same places, give or take a step of the grid."""
    first, second = b64decode(one), b64decode(two)
    return any(_correlation(*_shifted(first, second, *shift)) >= _ALIKE for shift in _SHIFTS)


def _share(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    if not (one.get("likeness") and two.get("likeness")):
        return False
    ours, theirs = _read(one), _read(two)
    return sum((ours & theirs).values()) >= _SHARED * max(ours.total(), theirs.total(), 1)


def _read(draft: Mapping[str, Any]) -> Counter[str]:
    items: Iterable[Mapping[str, Any]] = draft["items"]
    heads = (draft[name] for name in ("customer", "phone"))
    return Counter(filter(None, [*heads, *(item["raw"] for item in items)]))


def _shifted(one: bytes, two: bytes, down: int, across: int) -> tuple[list[int], list[int]]:
    """Return the grids where they overlap when the second is moved."""
    side = isqrt(min(len(one), len(two)))
    places = [
        (row * side + column, (row + down) * side + column + across)
        for row in range(max(0, -down), side - max(0, down))
        for column in range(max(0, -across), side - max(0, across))
    ]
    return [one[place] for place, _other in places], [two[other] for _place, other in places]


def _correlation(one: Sequence[int], two: Sequence[int]) -> float:
    n = len(one)
    mean_one, mean_two = sum(one) / n, sum(two) / n
    both = sum((a - mean_one) * (b - mean_two) for a, b in zip(one, two, strict=True))
    spread_one = sum((a - mean_one) ** 2 for a in one)
    spread_two = sum((b - mean_two) ** 2 for b in two)
    return both / (spread_one * spread_two) ** 0.5 if spread_one and spread_two else 0.0
