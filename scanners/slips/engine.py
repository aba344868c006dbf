"""One photo -> lines of text with places and evidence: page, detection, recognition, which way is up.

Runs inside the reading process (``worker.py``) only: it needs 0.5 GB. Upside-down and sideways photos are noticed by
how badly the first read went, and read again the right way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

import numpy as np

from scanners.slips import detect, figures, models, recognise, strike
from scanners.slips.hand import Hand
from scanners.slips.ink import Ink
from scanners.slips.page import Page, even_light, flatten, turned
from station.slips.lines import Box, Glyph, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scanners.slips.ctc import Frames, Letter
    from scanners.slips.page import Floats as Corners
    from scanners.slips.photo import Photo, Pixels

    Floats = NDArray[np.float32]

PAGE_SIDE = 1280
DETECT_SIDE, _GLANCE_SIDE = 960, 640
_LEAST_BOXES = 3
_GOOD = 0.85  # mean letter certainty below which the page is read the other way up too; upside down it is .57 to .78
_MOST_LINES = 160


@dataclass(frozen=True, slots=True)
class _Read:
    page: Page
    boxes: list[Floats]
    frames: list[Frames]

    @property
    def quality(self) -> float:
        sure = [letter.confidence for frames in self.frames for letter in frames.greedy()]
        return fmean(sure) if len(sure) > 3 else 0.0


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a page, and the page upright with its light evened out."""

    lines: list[Line]
    page: Pixels


class Engine:
    """The networks, opened once, in a process of their own (``worker.py``)."""

    def __init__(self) -> None:
        detection, recognition = models.paths()
        self._detect: Any = models.open_session(detection, alone=True)
        self._recognise: Any = models.open_session(recognition, threads=1, alone=True)
        self._letters = recognise.alphabet(self._recognise)
        self._figures: Any = models.open_session(figures.MODEL, alone=True)

    def read(self, taken: Photo, corners: Corners | None) -> Written:
        """Return what is written on the page with these corners; no lines when nothing is."""
        best = self._upright(flatten(taken.pixels, corners, long_side=PAGE_SIDE))
        even = even_light(best.page.pixels)
        again = self._second(best, even)
        slope = _slope(best.boxes)
        hand = Hand()
        lines = [
            replace(
                _line(best.page, box, ink=Ink((one, *others), hand), scale=taken.scale, slope=slope),
                struck=bool(others) and strike.through(even, box),
            )
            for box, one, others in zip(best.boxes, best.frames, again, strict=True)
        ]
        return Written([line for line in lines if line.glyphs], even)

    def writes(self, pixels: Pixels) -> bool:
        """Tell at a glance whether there is any writing: some boxes as slim as a line of text."""
        boxes = detect.boxes(self._detect, pixels, long_side=_GLANCE_SIDE)
        slim = max(pixels.shape[:2]) / 12
        high = [min(float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))) for box in boxes]
        return len([one for one in high if one < slim]) >= _LEAST_BOXES

    def _upright(self, page: Page) -> _Read:
        boxes = detect.boxes(self._detect, page.pixels, long_side=DETECT_SIDE)[:_MOST_LINES]
        sideways = bool(boxes) and median(_tall(box) for box in boxes) > 0
        best = self._read_page(page, boxes, quarters=1 if sideways else 0)
        if best.quality >= _GOOD:
            return best
        other = self._read_page(page, boxes, quarters=3 if sideways else 2)
        return other if other.quality > best.quality else best

    def _read_page(self, page: Page, boxes: Sequence[Floats], *, quarters: int) -> _Read:
        way = turned(page, quarters)
        here = [_turned_box(box, page, quarters) for box in boxes]
        return _Read(way, here, self._frames([recognise.cut(way.pixels, box) for box in here]))

    def _second(self, first: _Read, even: Any) -> list[tuple[Frames, ...]]:
        """Read what holds codes and numbers again, from the page with its light evened out, by both networks."""
        wanted = [place for place, frames in enumerate(first.frames) if _has_numbers(frames)]
        cuts = [recognise.cut(even, first.boxes[place]) for place in wanted]
        again = zip(self._frames(cuts), figures.read(self._figures, cuts), strict=True)
        by_place = dict(zip(wanted, again, strict=True))
        return [by_place.get(place, ()) for place in range(len(first.boxes))]

    def _frames(self, cuts: Sequence[Any]) -> list[Frames]:
        return recognise.read(self._recognise, self._letters, lines=cuts)


def _tall(box: Floats) -> int:
    across, down = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
    return 1 if down > 1.5 * across else -1 if across > 1.5 * down else 0


def _has_numbers(frames: Frames) -> bool:
    letters = frames.greedy()
    return len(letters) < 3 or any(letter.char.isascii() and letter.char.isalnum() for letter in letters)


def _slope(boxes: Sequence[Floats]) -> float:
    """Return how much writing still falls to the right on the flat page: long pieces of text say it best."""
    long = [box for box in boxes if np.linalg.norm(box[1] - box[0]) > 4 * np.linalg.norm(box[3] - box[0])]
    slopes = [float((box[1:3, 1].mean() - box[[0, 3], 1].mean()) / max(np.ptp(box[:, 0]), 1.0)) for box in long]
    return median(slopes) if len(slopes) > 1 else 0.0


def _turned_box(box: Floats, page: Page, quarters: int) -> Floats:
    high, wide = page.pixels.shape[:2]
    across, down = box[:, 0], box[:, 1]
    points = {
        0: (across, down),
        1: (high - down, across),
        2: (wide - across, high - down),
        3: (down, wide - across),
    }[quarters % 4]
    return np.roll(np.stack(points, axis=1), quarters, axis=0).astype(np.float32)


def _line(page: Page, box: Floats, *, ink: Ink, scale: float, slope: float) -> Line:
    frames = ink.readings[0]
    count = max(len(frames), 1)
    left, right = float(box[[0, 3], 0].mean()), float(box[[1, 2], 0].mean())
    level = box[:, 1] - slope * box[:, 0]
    place = (left, float(level[:2].mean()), right, float(level[2:].mean()))
    glyphs = _glyphs(frames.greedy(), left, step=(right - left) / count)
    there = page.in_photo(box.astype(np.float64)) / scale
    photo_box: Box = (
        round(float(there[:, 0].min()), 1),
        round(float(there[:, 1].min()), 1),
        round(float(there[:, 0].max()), 1),
        round(float(there[:, 1].max()), 1),
    )
    return Line(glyphs, place, photo_box, ink, count)


def _glyphs(letters: Sequence[Letter], left: float, *, step: float) -> tuple[Glyph, ...]:
    shown = [letter for letter in letters if not letter.char.isspace()]
    found = []
    for number, letter in enumerate(shown):
        near = [abs(other.frame - letter.frame) for other in shown[max(0, number - 1) : number + 2] if other != letter]
        half = step * min([*near, 4]) / 2
        middle = left + (letter.frame + 0.5) * step
        found.append(Glyph(letter.char, middle - half, middle + half, letter.confidence, letter.frame))
    return tuple(found)
