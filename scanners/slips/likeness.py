"""How a page looks as a whole: where its ink stands, on a coarse grid, as text to be kept with the draft.

Made from the page laid flat, upright and evenly lit, so another photo of the same paper gives nearly the same grid.
``station/slips/similar.py`` compares; the grid is far too coarse to read anything in.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from scanners.slips.photo import Pixels

_SIDE = 32
_MARGIN, _PAPER, _BLUR = 0.04, 40, 1.2


def of(page: Pixels) -> str:
    """Return the likeness of an evenly lit page."""
    gray = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    down, across = round(gray.shape[0] * _MARGIN), round(gray.shape[1] * _MARGIN)
    ink = 255.0 - gray[down : gray.shape[0] - down, across : gray.shape[1] - across].astype(np.float32)
    ink[ink < _PAPER] = 0.0
    grid = cv2.GaussianBlur(cv2.resize(ink, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), (0, 0), _BLUR)
    return b64encode((grid * (255.0 / max(float(grid.max()), 1.0))).astype(np.uint8).tobytes()).decode("ascii")
