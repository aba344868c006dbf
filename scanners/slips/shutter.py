"""When is a slip under the camera ready to be taken? The page is found, sharp, and lies still; once for each slip.

Looked at about three times a second. After a picture the shutter waits until the page was gone or moved away, as it
is when the next slip is laid there. Sharpness is the variance of the Laplacian: practice slips have 146 and more, the
same blurred by two pixels 8 and less. The camera view of the slips page asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from scanners.slips.page import find

if TYPE_CHECKING:
    from scanners.slips.page import Floats, Pixels

_SHARP = 50.0
_STILL = 0.02  # of the width of the view
_STILL_SECONDS = 0.7
_DIFFERS = 20.0  # between paper and table, of 255: a patch of an empty table is no page
_QUALITY = 92


@dataclass(frozen=True, slots=True)
class Sight:
    """One look.

    Attributes:
        corners: of the page, from 0 to 1 across and down the view, clockwise; empty without a page.
        sharp: the view is sharp enough to read.
        shoot: take it now.
    """

    corners: tuple[tuple[float, float], ...]
    sharp: bool
    shoot: bool


class Shutter:
    """Watches one camera's pictures."""

    def __init__(self) -> None:
        self._lies: Floats | None = None
        self._since = 0.0
        self._taken: Floats | None = None

    def look(self, pixels: Pixels, at: float) -> Sight:
        """Look at a picture that came at ``at`` seconds."""
        high, wide = pixels.shape[:2]
        found = find(pixels)
        corners = None if found is None else found / np.array([wide, high])
        if corners is not None and not _stands_out(pixels, corners):
            corners = None
        sharp = _sharpness(pixels) >= _SHARP
        if corners is None or self._lies is None or _far(corners, self._lies):
            self._lies, self._since = corners, at
        if self._taken is not None and (corners is None or _far(corners, self._taken, 4)):
            self._taken = None
        shoot = corners is not None and sharp and self._taken is None and at - self._since >= _STILL_SECONDS
        if shoot:
            self._taken = corners
        return Sight(() if corners is None else tuple((float(x), float(y)) for x, y in corners), sharp, shoot)


def as_photo(pixels: Pixels) -> bytes:
    """Return a picture as a JPEG file."""
    _done, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return data.tobytes()


def _far(corners: Floats, before: Floats, times: int = 1) -> bool:
    return float(np.abs(corners - before).max()) > _STILL * times


def _stands_out(pixels: Pixels, corners: Floats) -> bool:
    small = cv2.resize(pixels, (160, 90), interpolation=cv2.INTER_AREA)
    mask = np.zeros((90, 160), np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners * np.array([160, 90])).astype(np.int32), 255)
    inside, outside = np.array(cv2.mean(small, mask)[:3]), np.array(cv2.mean(small, cv2.bitwise_not(mask))[:3])
    return float(np.linalg.norm(inside - outside)) >= _DIFFERS


def _sharpness(pixels: Pixels) -> float:
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    scale = min(1.0, 720 / max(gray.shape))
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(small, cv2.CV_32F).var())
