"""What the recognition network saw in one line, frame by frame, and questions to it.

The network gives each narrow frame of a line a probability for every letter and for "nothing" (CTC). Kept as
logarithms for the letters that matter, they answer: what is the likeliest text, where does each letter stand, what is
the likeliest text made of digits only, and how well does a given code fit this ink (forward algorithm, Graves 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]
    Wide = NDArray[np.float64]

FLOOR = -16.0
_IMPOSSIBLE = -1e4
_SCALED, _LEAST = 8, 1e-300  # frames: e^-16 is the least a frame gives


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
        looks: (frames, features) what a figure looks like, length 1 each; of the small network only.
    """

    logs: Floats
    column: dict[str, int]
    looks: Floats | None = None

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

    def places(self, text: str, first: int, last: int) -> list[int | None]:
        """Return the frame that shows each letter of a text best, if frames first..last say this text (Viterbi)."""
        states = [0]
        for char in text:
            states += [self.column[char], 0]
        logs = self.logs[first : last + 1, states].astype(np.float64)
        leaps = np.array([0.0 if at % 2 and at > 1 and states[at] != states[at - 2] else _IMPOSSIBLE
                          for at in range(len(states))])  # fmt: skip
        best = np.full(len(states) + 2, _IMPOSSIBLE * len(logs))
        best[2:4] = logs[0, :2]
        back = np.zeros(logs.shape, np.int64)
        for frame in range(1, len(logs)):
            ways = np.stack((best[2:], best[1:-1], best[:-2] + leaps))
            back[frame] = ways.argmax(axis=0)
            best[2:] = ways.max(axis=0) + logs[frame]
        at = len(states) - 1 if best[-1] >= best[-2] else len(states) - 2
        found: list[int | None] = [None] * len(text)
        for frame in range(len(logs) - 1, -1, -1):
            if at % 2:
                place = at // 2
                old = found[place]
                if old is None or logs[frame, at] > logs[old - first, at]:
                    found[place] = first + frame
            at -= int(back[frame, at])
        return found

    def scores(self, texts: Sequence[str], first: int, last: int) -> Floats:
        """Return for each text the log-probability that frames first..last say exactly this."""
        logs = self.logs[first : last + 1]
        longest = max((len(text) for text in texts), default=0)
        if not len(logs) or not longest:
            return np.full(len(texts), _IMPOSSIBLE, np.float32)
        missing = np.full((len(logs), 1), FLOOR, np.float32)
        chances = np.concatenate((logs, missing), axis=1)
        signs = np.array(texts).view(np.uint32).reshape(len(texts), longest)
        known, where = np.unique(signs, return_inverse=True)
        nowhere = int(logs.shape[1])
        columns = np.array([self.column.get(chr(sign), nowhere) for sign in known], np.int64)
        states = np.zeros((len(texts), 2 * longest + 1), np.int64)
        states[:, 1::2] = columns[where].reshape(signs.shape)
        skips = np.zeros(states.shape, np.float64)
        skips[:, 3::2] = signs[:, 1:] != signs[:, :-1]
        ends = np.array([2 * len(text) for text in texts])
        return _forward(chances, states, skips=skips, ends=ends)


def _forward(chances: Floats, states: Places, *, skips: Wide, ends: Places) -> Floats:
    """Sum over all ways to spread each text over the frames, all texts at once, scaled before they grow too small."""
    odds = np.exp(chances.astype(np.float64))
    ways = np.zeros((len(states), states.shape[1] + 2), np.float64)  # two columns of padding on the left
    ways[:, 2:4] = odds[0][states[:, :2]]
    lost = np.zeros(len(states), np.float64)
    for frame in range(1, len(odds)):
        ways[:, 2:] = (ways[:, 2:] + ways[:, 1:-1] + ways[:, :-2] * skips) * odds[frame][states]
        if frame % _SCALED == 0:
            most = ways.max(axis=1)
            ways /= most[:, None]
            lost += np.log(most)
    rows = np.arange(len(states))
    found = ways[rows, ends + 2] + ways[rows, ends + 1]
    return np.asarray(np.log(np.maximum(found, _LEAST)) + lost, np.float32)
