"""How many slips lie in a photo: usually one; of two or three none is lost.

Sheets are looked for again beside the ones found, with those painted over, so that a bright one does not hide a dim
one. What counts as a further sheet is sure (its outline lies on edges, it is a sizeable part, it differs from what
lies around it): one slip is never cut in two. A sheet that is not found so is noticed by writing outside the page
(``Engine.writes`` on ``beside``). The reading process asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from scanners.slips import page

if TYPE_CHECKING:
    from scanners.slips.page import Floats, Pixels

MOST_SHEETS = 6
_ALONE = 0.5, 0.9  # a page of this part of the photo leaves no room for another; a larger one may be two
_LEAST, _LEAST_OF_LARGEST = 0.05, 0.35
_LEAST_SUPPORT, _MOST_OVERLAP, _LEAST_CONTRAST = 0.5, 0.1, 12.0
_AROUND = 0.06
_CUT_MARGIN = 0.03


def find(photo: Pixels) -> list[Floats]:
    """Return the corners of each slip, in reading order; none when the whole photo is the page."""
    single = page.likeliest(photo)
    if single is not None and single[1] >= _LEAST_SUPPORT and _ALONE[0] < part(single[0], photo) < _ALONE[1]:
        return [single[0]]
    several = _several(photo)
    if len(several) > 1 or single is None:
        return several if len(several) > 1 else []
    return several if several and single[1] < _LEAST_SUPPORT else [single[0]]  # an unsure one may be two that touch


def part(corners: Floats, photo: Pixels) -> float:
    """Return how much of the photo a sheet covers."""
    return _area(corners) / float(photo.shape[0] * photo.shape[1])


def crowded(sheets: list[Floats], photo: Pixels) -> bool:
    """Tell whether there is room for a slip that was not found."""
    return len(sheets) == 1 and part(sheets[0], photo) < _ALONE[0]


def beside(photo: Pixels, sheets: list[Floats]) -> Pixels:
    """Return the photo with its sheets painted over in the colour of the table."""
    outside = np.full(photo.shape[:2], 255, np.uint8)
    for corners in sheets:
        cv2.fillConvexPoly(outside, np.round(page.grown(corners, _AROUND)).astype(np.int32), 0)
    table = photo[outside > 0]
    painted = photo.copy()
    if len(table):
        painted[outside == 0] = np.median(table, axis=0).astype(np.uint8)
    return painted


def cut(photo: Pixels, corners: Floats) -> Pixels:
    """Return one sheet, laid flat, with a little of the table around it."""
    return page.flatten(photo, page.grown(corners, _CUT_MARGIN), long_side=max(photo.shape[:2])).pixels


def _several(photo: Pixels) -> list[Floats]:
    small, scale = page.shrunk(photo)
    found: list[Floats] = []
    while len(found) < MOST_SHEETS:
        new = _further(small, found)
        if not new:
            break
        found += new
    apart = [one for one in found if _contrast(small, one, found) >= _LEAST_CONTRAST]
    middles = np.array([one.mean(axis=0) for one in apart]).reshape(-1, 2)
    along = int(np.argmax(np.ptp(middles, axis=0))) if apart else 0
    order = np.argsort(middles[:, along])
    return [apart[place] / scale for place in order]


def _further(small: Pixels, found: list[Floats]) -> list[Floats]:
    """Return the sheets that show when the found ones are painted over."""
    seen = beside(small, found) if found else small
    fits = [fit for fit in page.quads(seen, small, least=_LEAST) if fit[2] >= _LEAST_SUPPORT]
    largest = _area(found[0]) if found else 0.0
    new: list[Floats] = []
    for corners, _size, _support in sorted(fits, key=lambda fit: -fit[1] * fit[2] ** 2):
        largest = largest or _area(corners)
        if _area(corners) > _LEAST_OF_LARGEST * largest and not any(_overlap(corners, one) for one in [*found, *new]):
            new.append(corners)
    return new


def _overlap(one: Floats, two: Floats) -> bool:
    shared, _shape = cv2.intersectConvexConvex(one.astype(np.float32), two.astype(np.float32))
    return shared > _MOST_OVERLAP * min(_area(one), _area(two))


def _contrast(small: Pixels, sheet: Floats, all_: list[Floats]) -> float:
    """Return how much a sheet differs in lightness and colour from what lies around it."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    inside, ring = np.zeros((2, *small.shape[:2]), np.uint8)
    cv2.fillConvexPoly(inside, np.round(sheet).astype(np.int32), 255)
    ring[cv2.dilate(inside, np.ones((21, 21), np.uint8)) > 0] = 255
    ring[cv2.dilate(inside, np.ones((7, 7), np.uint8)) > 0] = 0
    for other in all_:
        cv2.fillConvexPoly(ring, np.round(page.grown(other, _AROUND)).astype(np.int32), 0)
    if not ring.any():
        return 0.0
    return float(np.linalg.norm(np.median(lab[inside > 0], axis=0) - np.median(lab[ring > 0], axis=0)))


def _area(corners: Floats) -> float:
    return float(cv2.contourArea(corners.astype(np.float32)))
