"""The sheet of paper in a photo: found, laid flat, its shadows evened out.

Paper is the large four-cornered region that differs from the table around it. When no such region is sure, the whole
photo is the page: reading works, only a little worse. Header fields are read from the flat page as it is, items also
from the evened one (SLIPS.md section 4). Used by the reading engine; ``sheets.py`` looks for more than one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float64]

_SMALL = 480
_LEAST_AREA, _MOST_AREA = 0.18, 0.985
_MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class Page:
    """A flat page.

    Attributes:
        to_photo: 3x3 matrix from page to photo pixels.
    """

    pixels: Pixels
    to_photo: Floats

    def in_photo(self, points: Floats) -> Floats:
        """Return page points (n, 2) as photo points."""
        return np.asarray(cv2.perspectiveTransform(points.reshape(1, -1, 2), self.to_photo)[0], np.float64)


def flatten(photo: Pixels, corners: Floats | None, *, long_side: int) -> Page:
    """Return the page with these corners (the whole photo without), its longer side at most ``long_side`` pixels."""
    high, wide = photo.shape[:2]
    if corners is None:
        corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float64)
    across = max(_length(corners[1] - corners[0]), _length(corners[2] - corners[3]))
    down = max(_length(corners[3] - corners[0]), _length(corners[2] - corners[1]))
    scale = min(1.25, long_side / max(across, down))
    size = (max(32, round(across * scale)), max(32, round(down * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    shrinks = scale < 0.75
    source = cv2.GaussianBlur(photo, (0, 0), 0.5 / scale) if shrinks else photo
    flat = cv2.warpPerspective(source, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Page(np.asarray(flat, np.uint8), np.asarray(np.linalg.inv(matrix), np.float64))


def turned(page: Page, quarters: int) -> Page:
    """Return the page turned clockwise by quarters."""
    if quarters % 4 == 0:
        return page
    high, wide = page.pixels.shape[:2]
    back = {
        1: np.array([[0, 1, 0], [-1, 0, high], [0, 0, 1]], np.float64),
        2: np.array([[-1, 0, wide], [0, -1, high], [0, 0, 1]], np.float64),
        3: np.array([[0, -1, wide], [1, 0, 0], [0, 0, 1]], np.float64),
    }[quarters % 4]
    pixels = np.ascontiguousarray(np.rot90(page.pixels, -(quarters % 4)))
    return Page(pixels, page.to_photo @ back)


def even_light(pixels: Pixels) -> Pixels:
    """Return the page in grey (as colour) with shadows and paper colour divided out."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    side = max(15, (max(gray.shape) // 50) | 1)
    small = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), side | 1)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(gray, paper, scale=235)
    low, high = _percentiles(np.asarray(even, np.uint8), (0.5, 60))
    stretched = np.clip((even.astype(np.float32) - low) * (240.0 / max(float(high - low), 40.0)), 0, 255)
    return np.asarray(cv2.cvtColor(stretched.astype(np.uint8), cv2.COLOR_GRAY2BGR), np.uint8)


def _percentiles(gray: Pixels, shares: Sequence[float]) -> list[int]:
    """Return the shades below which these hundredths of the pixels lie: counted, a page has a million of them."""
    below = np.cumsum(cv2.calcHist([gray], [0], None, [256], [0, 256]))
    return [int(np.searchsorted(below, below[-1] * share / 100)) for share in shares]


def find(photo: Pixels) -> Floats | None:
    """Return the four corners of the paper (clockwise from top left), ``None`` when unsure."""
    best = likeliest(photo)
    return None if best is None else best[0]


def likeliest(photo: Pixels) -> tuple[Floats, float] | None:
    """Return the likeliest paper and how much of its outline lies on edges."""
    small, scale = shrunk(photo)
    fits = list(quads(small, small, least=_LEAST_AREA))
    if not fits:
        return None
    corners, _size, support = max(fits, key=lambda fit: fit[1] * fit[2])
    return grown(corners, _MARGIN) / scale, support


def shrunk(photo: Pixels) -> tuple[Pixels, float]:
    """Return the photo at the size paper is looked for, and its scale."""
    scale = _SMALL / max(photo.shape[:2])
    return np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8), scale


def quads(seen: Pixels, small: Pixels, *, least: float) -> Iterator[tuple[Floats, float, float]]:
    """Return what may be paper in ``seen``: corners, part of the picture, and how much of its outline lies on edges."""
    edges = _edges(small)
    for mask in _masks(seen):
        for corners, size in _quads(mask, least):
            yield corners, size, _support(corners, edges)


def grown(corners: Floats, part: float) -> Floats:
    """Return the corners moved out from their middle."""
    centre = corners.mean(axis=0)
    return np.asarray(centre + (corners - centre) * (1 + part), np.float64)


def _masks(small: Pixels) -> list[Pixels]:
    lab = cv2.cvtColor(cv2.medianBlur(small, 7), cv2.COLOR_BGR2LAB)
    light = cv2.GaussianBlur(lab[:, :, 0], (0, 0), 2)
    masks = []
    cut, bright = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    masks.append(bright)
    masks.append(cv2.threshold(light, cut * 0.8, 255, cv2.THRESH_BINARY)[1])
    masks.append(cv2.threshold(light, cut * 1.15, 255, cv2.THRESH_BINARY)[1])
    for channel in (1, 2):
        _cut, tint = cv2.threshold(lab[:, :, channel], 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        masks += [tint, cv2.bitwise_not(tint)]
    masks.append(cv2.bitwise_not(_edges(small)))
    kernel = np.ones((9, 9), np.uint8)
    opened = [cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel) for mask in masks]
    return [np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), np.uint8) for mask in opened]


def _quads(mask: Pixels, least: float) -> list[tuple[Floats, float]]:
    found = []
    whole = float(mask.size)
    contours, _tree = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        area = float(cv2.contourArea(contour))
        if not least * whole < area < _MOST_AREA * whole:
            continue
        hull = np.asarray(cv2.convexHull(contour), np.int32)
        corners = _four(hull)
        if corners is None:
            continue
        quad = float(cv2.contourArea(corners.astype(np.float32)))
        filled = min(area, quad) / max(area, quad, 1.0)
        if filled > 0.92 and _square_enough(corners):
            found.append((corners, quad / whole))  # a shadow makes paper look smaller, never larger
    return found


def _four(hull: NDArray[np.int32]) -> Floats | None:
    around = cv2.arcLength(hull, closed=True)
    for part in (0.02, 0.03, 0.04, 0.06, 0.08):
        shape = cv2.approxPolyDP(hull, part * around, closed=True).reshape(-1, 2).astype(np.float64)
        if len(shape) == 4:
            return _clockwise(shape)
    return None


def _clockwise(corners: Floats) -> Floats:
    centre = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - centre[1], corners[:, 0] - centre[0])
    ordered = corners[np.argsort(angles)]
    first = int(np.argmin(ordered.sum(axis=1)))
    return np.roll(ordered, -first, axis=0)


def _square_enough(corners: Floats) -> bool:
    for index in range(4):
        one = corners[index - 1] - corners[index]
        two = corners[(index + 1) % 4] - corners[index]
        cosine = abs(float(one @ two)) / max(_length(one) * _length(two), 1.0)
        if cosine > 0.3:
            return False
    sides = [_length(corners[index] - corners[index - 1]) for index in range(4)]
    return all(min(sides[k], sides[k + 2]) > 0.75 * max(sides[k], sides[k + 2]) for k in (0, 1))


def _edges(small: Pixels) -> Pixels:
    gray = cv2.GaussianBlur(cv2.cvtColor(cv2.medianBlur(small, 5), cv2.COLOR_BGR2GRAY), (0, 0), 1.5)
    return np.asarray(cv2.dilate(cv2.Canny(gray, 20, 60), np.ones((5, 5), np.uint8)), np.uint8)


def _support(corners: Floats, edges: Pixels) -> float:
    """Return how much of the outline lies on an edge of the picture; the photo's own border counts a little."""
    high, wide = edges.shape
    seen = 0.0
    along = np.linspace(0.05, 0.95, 40)[:, None]
    for index in range(4):
        points = np.rint(corners[index - 1] * (1 - along) + corners[index] * along).astype(int)
        inside = (points[:, 0] > 2) & (points[:, 0] < wide - 3) & (points[:, 1] > 2) & (points[:, 1] < high - 3)
        across, down = points[inside].T
        seen += float((edges[down, across] > 0).sum()) / len(along) if inside.any() else 0.0
        seen += 0.35 * float((~inside).sum()) / len(along)
    return (seen / 4) ** 2


def _length(vector: Floats) -> float:
    return float(np.linalg.norm(vector))
