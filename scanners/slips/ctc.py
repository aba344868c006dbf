"""What the recognition network saw in one line, frame by frame, and questions to it.

The network gives each narrow frame of a line a probability for every letter and for "nothing" (CTC). Kept as
logarithms for the letters that matter, they answer: what is the likeliest text, where does each letter stand, what is
the likeliest text made of digits only, and how well does a given code fit this ink (forward algorithm, Graves 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from station.slips.lines import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FLOOR = -16.0
_IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the likeliest text: its frame and probability."""

    char: str
    frame: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Frames:
    """One reading of one line.

    Attributes:
        logs: (frames, letters) logarithms; column 0 is "nothing".
        column: letter -> column.
    """

    logs: Floats
    column: dict[str, int]

    def __len__(self) -> int:
        return int(self.logs.shape[0])

    def greedy(self, alphabet: str = "", first: int = 0, last: int = -1) -> tuple[Letter, ...]:
        """Return the likeliest letters, of the alphabet only where one is given."""
        logs = self.logs[first : len(self) if last < 0 else last + 1]
        columns = self._columns(alphabet)
        names = {place: char for char, place in self.column.items()}
        part = logs[:, columns]
        best = part.argmax(axis=1)
        letters: list[Letter] = []
        previous = -1
        for frame, pick in enumerate(best):
            place = columns[int(pick)]
            if place != 0:
                sure = float(np.exp(part[frame, pick]))
                if pick != previous:
                    letters.append(Letter(names[place], first + frame, sure))
                elif sure > letters[-1].confidence:
                    letters[-1] = Letter(names[place], first + frame, sure)
            previous = int(pick)
        return tuple(letters)

    def _columns(self, alphabet: str) -> list[int]:
        if not alphabet:
            return list(range(self.logs.shape[1]))
        return [0, *(self.column[char] for char in alphabet if char in self.column)]

    def score(self, text: str, first: int, last: int) -> float:
        """Return the log-probability that frames first..last say exactly this text."""
        logs = self.logs[first : last + 1]
        if not len(logs) or not text:
            return float(logs[:, 0].sum()) if len(logs) else 0.0
        places = [self.column.get(char, -1) for char in text]
        steps = np.full((len(logs), 2 * len(places) + 1), FLOOR, np.float32)
        steps[:, 0::2] = logs[:, :1]
        for number, place in enumerate(places):
            if place >= 0:
                steps[:, 2 * number + 1] = logs[:, place]
        skips = np.zeros(steps.shape[1], bool)
        skips[3::2] = [one != two for one, two in zip(text[1:], text, strict=False)]
        return _forward(steps, skips)


def _forward(steps: Floats, skips: NDArray[np.bool_]) -> float:
    alpha = np.full(steps.shape[1], _IMPOSSIBLE, np.float64)
    alpha[:2] = steps[0, :2]
    pad = np.array([_IMPOSSIBLE])
    for frame in range(1, len(steps)):
        one = np.concatenate((pad, alpha[:-1]))
        two = np.where(skips, np.concatenate((pad, pad, alpha[:-2])), _IMPOSSIBLE)
        top = np.maximum(np.maximum(alpha, one), two)
        alpha = top + np.log(np.exp(alpha - top) + np.exp(one - top) + np.exp(two - top)) + steps[frame]
    return float(np.logaddexp(alpha[-1], alpha[-2]))


@dataclass(frozen=True, slots=True)
class Ink:
    """All readings of one line (same frames, other preparation of the picture), asked together."""

    readings: tuple[Frames, ...]

    def score(self, text: str, first: int, last: int) -> float:
        """Return the mean log-probability over the readings."""
        return sum(reading.score(text, first, last) for reading in self.readings) / len(self.readings)

    def decode(self, alphabet: str, first: int, last: int) -> tuple[Reading, ...]:
        """Return the best text of these letters, once for each reading."""
        found = []
        for reading in self.readings:
            letters = reading.greedy(alphabet, first, last)
            text = "".join(letter.char for letter in letters)
            found.append(Reading(text, min((letter.confidence for letter in letters), default=0.0)))
        return tuple(found)
