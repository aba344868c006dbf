"""Pictures of lines -> frames of letter probabilities.

Lines are cut out of the page along their box, scaled to 48 pixels high and read one by one, two at a time: in batches
each would carry the width of its widest neighbour and read a little differently beside others. Only the letters that
matter are kept of the network's 18,710: all of ASCII, and every letter that has a chance anywhere in the line. Called
by the reading engine.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from scanners.slips.ctc import FLOOR, Frames
from scanners.slips.models import THREADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.float32]

HEIGHT = 48
_FRAME = 8  # pixels
_LEAST_WIDTH, _MOST_WIDTH = 160, 2400
_CHANCE = 1e-4


def alphabet(session: Any) -> list[str]:
    """Return the letter of each column; the first is "nothing"."""
    letters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    return ["", *letters, " "]


def cut(page: Pixels, box: Floats) -> Pixels:
    """Return the line inside a box, level, 48 pixels high."""
    across = max(float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[2] - box[3])), 1.0)
    down = max(float(np.linalg.norm(box[3] - box[0])), float(np.linalg.norm(box[2] - box[1])), 1.0)
    wide = int(min(_MOST_WIDTH, max(16, round(across * HEIGHT / down))))
    target = np.array([[0, 0], [wide, 0], [wide, HEIGHT], [0, HEIGHT]], np.float32)
    matrix = cv2.getPerspectiveTransform(box.astype(np.float32), target)
    flags = cv2.INTER_CUBIC if down < HEIGHT * 1.5 else cv2.INTER_AREA
    return np.asarray(cv2.warpPerspective(page, matrix, (wide, HEIGHT), flags=flags, borderMode=cv2.BORDER_REPLICATE))


def read(session: Any, letters: Sequence[str], *, lines: Sequence[Pixels]) -> list[Frames]:
    """Return the frames of each line, in the order given; long lines first, so that the threads end together."""
    order = sorted(range(len(lines)), key=lambda place: -lines[place].shape[1])
    with ThreadPoolExecutor(THREADS) as threads:
        read_one = partial(_read_one, session, letters)
        found = dict(zip(order, threads.map(read_one, [lines[place] for place in order]), strict=True))
    return [found[place] for place in range(len(lines))]


def _read_one(session: Any, letters: Sequence[str], line: Pixels) -> Frames:
    wide = max(_LEAST_WIDTH, -(-line.shape[1] // _FRAME) * _FRAME)
    tensor = np.zeros((1, 3, HEIGHT, wide), np.float32)
    tensor[0, :, :, : line.shape[1]] = (line.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)
    chances = session.run(None, {session.get_inputs()[0].name: tensor})[0][0]
    return _kept(chances[: -(-line.shape[1] // _FRAME)], letters)


def _kept(chances: Floats, letters: Sequence[str]) -> Frames:
    keep = chances.max(axis=0) > _CHANCE
    keep[: len(_ascii(tuple(letters[:200])))] = True
    keep[0] = True
    keep[-1] = True
    columns: list[int] = np.flatnonzero(keep).tolist()
    logs = np.log(np.maximum(chances[:, columns], np.exp(FLOOR))).astype(np.float32)
    column = {letters[place]: number for number, place in enumerate(columns) if place != 0}
    return Frames(logs, column)


def _ascii(letters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(letter for letter in letters if letter.isascii())
