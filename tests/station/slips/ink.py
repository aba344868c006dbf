"""Lines as an engine would hand them over, written by a test: the ink says what the test says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from station.slips.lines import Glyph, Line, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE, HIGH = 20.0, 40.0


@dataclass(frozen=True)
class WrittenInk:
    """Ink that says one text a reading, each letter one frame; every letter that differs costs 8."""

    readings: tuple[str, ...]

    def scores(self, texts: Sequence[str], first: int, last: int) -> list[float]:
        there = self.readings[0][first : last + 1].replace(" ", "")
        return [-8.0 * Levenshtein.distance(there, text) for text in texts]

    def lead(self, text: str, others: Sequence[str], first: int, last: int) -> float:
        """Eight a letter, but three between a 1 and a 7: those are alike in many hands."""
        told = []
        for reading in self.readings:
            there = "".join(char for char in reading[first : last + 1] if char.isdigit())
            own = Levenshtein.distance(there, text)
            told.append(
                min(
                    (3.0 if one.replace("7", "1") == text.replace("7", "1") else 8.0)
                    * (Levenshtein.distance(there, one) - own)
                    for one in others
                )
            )
        return min(told)

    def decode(self, alphabet: str, first: int, last: int) -> tuple[Reading, ...]:
        parts = [reading[first : last + 1] for reading in self.readings]
        return tuple(Reading("".join(char for char in part if char in alphabet), 0.99) for part in parts)

    def learn(self, text: str, first: int, last: int) -> None:
        """This ink is certain anyway."""


def line(text: str, left: float = 0.0, top: float = 0.0, *, second: str = "") -> Line:
    """Return one line; a space in the text is a gap on the paper."""
    glyphs = tuple(
        Glyph(char, left + place * WIDE, left + (place + 1) * WIDE, 0.99, place)
        for place, char in enumerate(text)
        if char != " "
    )
    box = (left, top, left + len(text) * WIDE, top + HIGH)
    return Line(glyphs, box, box, WrittenInk((text, second or text)), len(text))
