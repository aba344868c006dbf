"""Where text stands on a page: boxes around pieces of lines.

Runs the detection network and turns its heat map into boxes (differentiable binarisation: threshold, minimum-area
rectangle, widened by area x ratio / perimeter). Called by the reading engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

_HEAT, _BOX, _WIDEN = 0.3, 0.45, 1.6
_LEAST = 3.0
_MOST_BOXES = 400


def boxes(session: Any, pixels: Pixels, *, long_side: int) -> list[Floats]:
    """Return boxes as four corners, clockwise from top left, in page pixels."""
    high, wide = pixels.shape[:2]
    scale = min(1.0, long_side / max(high, wide))
    size = (max(32, round(wide * scale / 32) * 32), max(32, round(high * scale / 32) * 32))
    shrunk = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    tensor = (shrunk.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[None]
    heat = session.run(None, {session.get_inputs()[0].name: tensor})[0][0, 0]
    stretch = np.array([wide / size[0], high / size[1]], np.float32)
    found = [box * stretch for box in _from_heat(heat)]
    return [box for box in found if _side(box) > _LEAST]


def _from_heat(heat: Floats) -> list[Floats]:
    mask = cv2.dilate((heat > _HEAT).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _tree = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:_MOST_BOXES]:
        (centre, (across, down), angle) = cv2.minAreaRect(contour)
        if min(across, down) < _LEAST:
            continue
        corners = np.asarray(cv2.boxPoints((centre, (across, down), angle)), np.float32)
        if _mean(heat, corners) < _BOX:
            continue
        more = across * down * _WIDEN / (2 * (across + down))
        grown = cv2.boxPoints((centre, (across + 2 * more, down + 2 * more), angle))
        found.append(_ordered(np.asarray(grown, np.float32)))
    return found


def _mean(heat: Floats, corners: Floats) -> float:
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, None)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = heat[top:bottom, left:right]
    mask = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(mask, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(part, mask)[0])


def _ordered(corners: Floats) -> Floats:
    across = corners[np.argsort(corners[:, 0])]
    left = across[:2][np.argsort(across[:2, 1])]
    right = across[2:][np.argsort(across[2:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _side(box: Floats) -> float:
    return float(min(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])))
