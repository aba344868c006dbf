"""Is a line of writing crossed out? A dark stroke through its middle that begins and ends with it.

A ruled line or the border of a table runs on beyond the writing, and runs below or above its middle; a pen that takes
a row back does neither. What is struck through is never green: a person decides. Called by the reading engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

HIGH, ROOM = 32, 64  # pixels of writing, and of paper on both sides of it
_MIDDLE = slice(9, 24)
_LEAST, _MOST_BEYOND = 0.9, 0.5
_SHORTEST = 4  # times as wide as high
_INK = 0.35  # of the way from ink to paper: ruled lines are paler
_RISES = (0, -4, 4, -8, 8)  # pixels by which a stroke may rise from end to end


def through(page: Pixels, box: Floats) -> bool:
    """Return whether the writing in a box of the page (its light evened out) is crossed out."""
    across, down = float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))
    if down < 1 or across < _SHORTEST * down:
        return False
    wide = round(across * HIGH / down)
    inside, beyond = max(
        (_stroke(page, box.astype(np.float32), wide, rise=rise) for rise in _RISES), key=lambda one: one[0]
    )
    return inside >= _LEAST and beyond < _MOST_BEYOND


def _stroke(page: Pixels, box: Floats, wide: int, *, rise: int) -> tuple[float, float]:
    """Return how much of the writing the longest stroke crosses, and how much of the paper beside it."""
    begin, end = -rise / 2, rise / 2
    target = np.array([[ROOM, begin], [ROOM + wide, end], [ROOM + wide, HIGH + end], [ROOM, HIGH + begin]], np.float32)
    matrix = cv2.getPerspectiveTransform(box, target)
    size = (wide + 2 * ROOM, HIGH)
    gray = cv2.cvtColor(cv2.warpPerspective(page, matrix, size, borderValue=(255, 255, 255)), cv2.COLOR_BGR2GRAY)
    low, high = np.percentile(gray, (3, 70))
    dark = (gray < low + _INK * (high - low)).astype(np.uint8)
    stroke = cv2.dilate(dark, np.ones((3, 5), np.uint8))[_MIDDLE]  # a shaky pen leaves its row of pixels
    inside = stroke[:, ROOM : ROOM + wide].mean(axis=1)
    row = int(inside.argmax())
    beyond = max(stroke[row, :ROOM].mean(), stroke[row, ROOM + wide :].mean())
    return float(inside[row]), float(beyond)
