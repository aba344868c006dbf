"""All readings of one line, asked together: the picture prepared in different ways, and the hand that wrote it.

``ctc.Frames`` is one reading; a text must fit them all. Figures known for certain elsewhere on the slip (``hand.py``)
speak for or against every number. Called by ``engine.py`` and, through it, by the fields of a slip.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from scanners.slips.hand import Hand
from station.slips.lines import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scanners.slips.ctc import Frames

    Floats = NDArray[np.float32]

NUMBER = frozenset("0123456789-")


@dataclass(frozen=True, slots=True)
class Ink:
    """All readings of one line (the picture prepared in different ways), asked together.

    Frames are counted on the first; the others may be finer or coarser.

    Attributes:
        hand: the slip's writer; what is certain anywhere on the slip speaks for or against every text.
    """

    readings: tuple[Frames, ...]
    hand: Hand = field(default_factory=Hand)

    def learn(self, text: str, first: int, last: int) -> None:
        """Let the hand know that these frames certainly say this."""
        for reading in self.readings:
            self.hand.learn(reading, text, *self._there(reading, first, last=last))

    def scores(self, texts: Sequence[str], first: int, last: int) -> list[float]:
        """Return the log-probability of each text, the mean over the readings that know its letters."""
        wanted = {char for text in texts for char in text}
        able = [reading for reading in self.readings if wanted <= reading.column.keys()] or list(self.readings)
        told = [reading.scores(texts, *self._there(reading, first, last=last)) for reading in able]
        return [float(one) for one in np.mean(told, axis=0) + self._alike(texts, first, last=last)]

    def lead(self, text: str, others: Sequence[str], first: int, last: int) -> float:
        """Return by how much the text fits better than the best of the others, in the reading that doubts it most.

        One reading may doubt it more where the hand's own figures speak against what that one says.
        """
        texts = [text, *others]
        told = [reading.scores(texts, *self._there(reading, first, last=last)) for reading in self.readings]
        alike = self._alike(texts, first, last=last)
        plain = sorted(_ahead(one) for one in told)
        least = max(plain[0], min([*plain[1:2], *(_ahead(one + alike) for one in told)]))
        return min(least, _ahead(np.mean(told, axis=0) + alike))

    def decode(self, alphabet: str, first: int, last: int) -> tuple[Reading, ...]:
        """Return the best text of these letters, once for each reading."""
        found = []
        for reading in self.readings:
            letters = self.hand.read(reading).greedy(alphabet, *self._there(reading, first, last=last))
            text = "".join(letter.char for letter in letters)
            found.append(Reading(text, min((letter.confidence for letter in letters), default=0.0)))
        return tuple(found)

    def _alike(self, texts: Sequence[str], first: int, *, last: int) -> Floats:
        """Return what the looks of the hand's figures say for each number against others as long.

        A code is not its own witness, and looks do not tell whether there is a figure more.
        """
        more = np.zeros(len(texts), np.float32)
        if not all(char in NUMBER for text in texts for char in text):
            return more
        for reading in self.readings:
            known = self.hand.read(reading)
            if known is not reading:
                there = self._there(reading, first, last=last)
                more += known.scores(texts, *there) - reading.scores(texts, *there)
        sizes = np.array([len(text) for text in texts])
        for size in set(sizes.tolist()):
            more[sizes == size] -= more[sizes == size].max()
        return more

    def _there(self, reading: Frames, first: int, *, last: int) -> tuple[int, int]:
        """Return the frames of a reading that see the same ink."""
        ratio = len(reading) / len(self.readings[0])
        begin = min(len(reading) - 1, round(first * ratio))
        return begin, min(len(reading) - 1, max(begin, round((last + 1) * ratio) - 1))


def _ahead(scores: Floats) -> float:
    """Return by how much the first is ahead of the best of the others."""
    return float(scores[0] - scores[1:].max())
