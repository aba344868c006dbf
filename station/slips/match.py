"""A code as it was read -> the catalogue's code it most likely is, and by how much.

The 50 codes nearest by edit distance are scored against the ink itself (CTC log-probability), plus what the written
name says. A code that is not in the catalogue is never mapped silently: the best candidate must explain the ink nearly
as well as the free reading does, or there is none. Called by ``items.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.slips.lines import Span

NEAREST = 50
_NAME_WEIGHT = 1.2
_NAME_MOST = 8.0
_NO_DASH = 1.0  # a dash may be missing, at a small price


@dataclass(frozen=True, slots=True)
class Candidate:
    """One catalogue code and how well it fits (logarithms, higher is better)."""

    code: str
    name: str
    ink: float
    total: float


@dataclass(frozen=True, slots=True)
class Match:
    """The candidates, best first.

    Attributes:
        margin: lead of the best over the second.
        ink_margin: lead by ink alone over the best other code.
        loss: how much worse the best explains the ink than the free reading does.
        distance: letters by which the free reading differs from the best.
        extended: another code begins with the best one and goes on.
    """

    candidates: tuple[Candidate, ...]
    margin: float
    ink_margin: float
    loss: float
    distance: int
    extended: bool = False


class Catalogue:
    """Codes and names of the shop, ready for matching."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)
        self._plain = {plain(code): code for code in names}
        self._keys = list(self._plain)

    def __len__(self) -> int:
        return len(self.names)

    def distance(self, text: str) -> int:
        """Return how many letters the nearest code differs."""
        if len(self._keys) == 0:
            return len(text)
        return int(process.extractOne(plain(text), self._keys, scorer=Levenshtein.distance)[1])

    def match(self, span: Span, read: str, *, name: str = "") -> Match | None:
        """Return the candidates for a code, ``None`` when the catalogue is empty."""
        if len(self._keys) == 0:
            return None
        near: list[tuple[str, int, int]] = process.extract(
            plain(read), self._keys, scorer=Levenshtein.distance, limit=NEAREST
        )
        codes = [self._plain[key] for key, _distance, _place in near]
        scored = self._scored(codes, span, name=name)
        scored.sort(key=lambda one: -one.total)
        best = scored[0]
        others = [one.ink for one in scored[1:]]
        start = plain(best.code)
        free = max(span.scores([read, read.replace("-", "")]))
        return Match(
            tuple(scored[:5]),
            margin=best.total - scored[1].total if len(scored) > 1 else 50.0,
            ink_margin=best.ink - max(others) if others else 50.0,
            loss=max(0.0, free - best.ink),
            distance=int(Levenshtein.distance(plain(read), start)),
            extended=any(key != start and key.startswith(start) for key in self._keys),
        )

    def _scored(self, codes: list[str], span: Span, *, name: str) -> list[Candidate]:
        scores = span.scores([*codes, *(code.replace("-", "") for code in codes)])
        found = []
        for number, code in enumerate(codes):
            ink = max(scores[number], scores[len(codes) + number] - _NO_DASH)
            found.append(Candidate(code, self.names[code], ink, ink - name_cost(name, self.names[code])))
        return found


def name_cost(read: str, name: str) -> float:
    """Return how much the written name speaks against a SKU's name; 0 where none is written."""
    if not read or not name:
        return 0.0
    return min(_NAME_MOST, _NAME_WEIGHT * Levenshtein.distance(read, name))


def plain(code: str) -> str:
    """Return a code without dashes and specks, in capitals."""
    return "".join(char for char in code.upper() if char.isalnum())
