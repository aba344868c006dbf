"""What befalls slips: turned, folded, shadowed, carbon copies, crossed-out lines, other pens, text without rows.

For ``make_slips.py``: one folder for each trouble, scored one by one, shows which trouble costs what. A trouble changes
the writer, the page before it is photographed, or the photo.
"""

from __future__ import annotations

import random
from typing import Any

import cv2
import numpy as np

Ink = Any
TROUBLES = (
    "none",
    "turned",
    "upside_down",
    "folded",
    "shadow",
    "carbon",
    "crossed_out",
    "thick_pen",
    "thin_pen",
    "prose",
)
CARBON = ((150, 70, 60), (110, 60, 150), (140, 60, 110))  # blue, red and violet copies, blue first


def hand(trouble: str, writer: Any) -> None:
    """Give the writer another pen."""
    if trouble == "carbon":
        writer.colour = random.choice(CARBON)
    writer.pen = {"thick_pen": 1, "thin_pen": -1}.get(trouble, 0)


def pen(ink: Ink, much: int) -> Ink:
    """Return a letter written with a thicker (1) or thinner (-1) pen."""
    if much == 0:
        return ink
    return (cv2.dilate if much > 0 else cv2.erode)(ink, np.ones((3, 3) if much > 0 else (2, 2), np.uint8))


def page(trouble: str, paper: Ink) -> Ink:
    """Return the page as the trouble left it."""
    if trouble == "carbon":
        pale = 0.55 * paper + 0.45 * np.array(random.choice(((200, 190, 235), (190, 235, 240))), np.float32)
        return pale + np.random.normal(0, 6, (*paper.shape[:2], 1)).astype(np.float32)
    if trouble == "folded":
        return _folded(paper)
    return paper


def _folded(paper: Ink) -> Ink:
    high, wide = paper.shape[:2]
    at = random.uniform(0.35, 0.65) * high
    down, across = np.indices((high, wide)).astype(np.float32)
    away = (down - at) / high
    lean = random.choice((-1, 1)) * random.uniform(0.02, 0.05)
    bent = cv2.remap(
        paper, across + lean * wide * np.abs(away), down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    shade = np.where(away > 0, random.uniform(0.8, 0.92), 1.0) - 0.25 * np.exp(-((down - at) ** 2) / 18)
    return bent * shade.astype(np.float32)[..., None]


def photo(trouble: str, picture: Ink) -> Ink:
    """Return the photo as the trouble left it."""
    if trouble == "turned":
        return np.ascontiguousarray(np.rot90(picture, random.choice((1, 3))))
    if trouble == "upside_down":
        return np.ascontiguousarray(np.rot90(picture, 2))
    if trouble == "shadow":
        return _shadow(picture)
    return picture


def _shadow(picture: Ink) -> Ink:
    high, wide = picture.shape[:2]
    dark = np.ones((high, wide), np.float32)
    left, right = random.uniform(0, 0.5) * wide, random.uniform(0.5, 1) * wide
    shape = np.array([[left, 0], [right, 0], [right + random.uniform(-300, 300), high], [left + 200, high]], np.int32)
    cv2.fillPoly(dark, [shape], random.uniform(0.4, 0.6))
    dark = cv2.GaussianBlur(dark, (0, 0), random.uniform(4, 30))
    return np.clip(picture * dark[..., None], 0, 255).astype(np.uint8)


def crossed_out(paper: Ink, start: float, end: float, down: float) -> None:
    """Strike a row through with a pen."""
    for _line in range(random.choice((1, 2))):
        ends = [(int(x), int(down + random.uniform(-9, 9))) for x in (start, end)]
        cv2.line(paper, ends[0], ends[1], (50, 45, 40), random.choice((3, 4)))
