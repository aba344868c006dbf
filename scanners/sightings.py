"""What a camera sees, picture by picture -> one read for each time a code is shown.

A code counts when two pictures agree on it, or at once when the bench expects it; it counts again only after it was
gone for 1.5 s. Pure: times are passed in. ``look`` asks for each picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scanners.engines import Symbol

GONE = 1.5


@dataclass(slots=True)
class _Sighting:
    first: float
    last: float
    pictures: int = 1
    told: bool = False


class Sightings:
    """The codes in front of one camera."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], _Sighting] = {}

    def fresh(self, symbols: Iterable[Symbol], at: float, *, expected: Collection[str] = ()) -> list[Symbol]:
        """Take what one picture shows and return what counts as a read now."""
        self._codes = {key: seen for key, seen in self._codes.items() if at - seen.last < GONE}
        reads = []
        for symbol in symbols:
            seen = self._codes.get(symbol.key)
            if seen is None:
                seen = self._codes[symbol.key] = _Sighting(at, at, 0)
            seen.pictures += 1
            seen.last = at
            enough = seen.pictures > 1 or symbol.text in expected
            if enough and not seen.told:
                seen.told = True
                reads.append(symbol)
        return reads
