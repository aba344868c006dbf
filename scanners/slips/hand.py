"""How the writer of one slip forms figures: learnt where the figures are certain, asked where they are not.

Who closes the 4 like a 9 or puts a flag on the 1 does so all over the slip. A code that is certainly in the catalogue,
and the 1 that begins a mobile number, show this hand's figures; a doubtful figure elsewhere that looks like one of them
is more likely the same. Looks are compared in what the small network sees just before it decides (``figures.py``).
One ``Hand`` belongs to all lines of a slip (``ink.Ink``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanners.slips.ctc import Frames

    Floats = NDArray[np.float32]

DIGITS = "0123456789"
LIKE, STEEP = 0.8, 35.0  # how alike two pictures of one figure of one hand are, fitted on drawn slips
LEAST, MOST = -4.0, 8.0  # log-odds that looks alone may give


class Hand:
    """The figures of one slip that are certain."""

    def __init__(self) -> None:
        self._looks: dict[str, list[Floats]] = {}

    def learn(self, frames: Frames, text: str, first: int, last: int) -> None:
        """Remember how the figures of a text that certainly stands in these frames look."""
        if frames.looks is None:
            return
        for sign, frame in zip(text, frames.places(text, first, last), strict=True):
            if sign in DIGITS and frame is not None:
                self._looks.setdefault(sign, []).append(frames.looks[frame])

    def read(self, frames: Frames) -> Frames:
        """Return the frames with each figure as likely as it looks like this hand's."""
        if frames.looks is None or not self._looks:
            return frames
        logs = frames.logs.copy()
        for sign, known in self._looks.items():
            alike = (frames.looks @ np.stack(known).T).max(axis=1)
            logs[:, frames.column[sign]] += np.clip(STEEP * (alike - LIKE), LEAST, MOST)
        before = np.logaddexp.reduce(frames.logs[:, 1:], axis=1)
        logs[:, 1:] += (before - np.logaddexp.reduce(logs[:, 1:], axis=1))[:, None]
        return replace(frames, logs=logs)
