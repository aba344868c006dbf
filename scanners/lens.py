"""What a reader may do with a picture before a second look: turn, deblur, smooth, even out, enlarge, crop.

Each returns a picture of its own; where places move, also the way back for a symbol's box. Chosen by what each
recovered on blurred, noisy, dim and tilted pictures (docs/scanners.md). ``decode`` uses them in its order.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from scanners.engines import Box, Gray, Symbol

    Back = Callable[[Symbol], Symbol]


def contrasted(gray: Gray) -> Gray:
    """Return the picture with its contrast evened out tile by tile."""
    import cv2

    return as_gray(cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(gray))


def enlarged(gray: Gray, times: float, most: int) -> tuple[Gray, Back]:
    """Return the picture larger, up to ``most`` pixels, and the way back."""
    import cv2

    times = min(times, math.sqrt(most / gray.size))
    picture = cv2.resize(gray, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    return as_gray(picture), _scaled(1 / times)


def fitted(gray: Gray, most: int) -> tuple[Gray, Back]:
    """Return the picture no larger than ``most`` pixels, and the way back."""
    import cv2

    if gray.size <= most:
        return gray, _scaled(1)
    times = math.sqrt(most / gray.size)
    return as_gray(cv2.resize(gray, None, fx=times, fy=times, interpolation=cv2.INTER_AREA)), _scaled(1 / times)


def _scaled(times: float) -> Back:
    def back(symbol: Symbol) -> Symbol:
        return replace(symbol, box=tuple((round(x * times), round(y * times)) for x, y in symbol.box))

    return back


def scaled(symbol: Symbol, times: float) -> Symbol:
    """Return the symbol with its box on a picture so many times larger."""
    return symbol if times == 1 else _scaled(times)(symbol)


def deblurred(gray: Gray) -> Gray:
    """Return the picture with a lens blur of 1.5 pixels taken back (Wiener filter, along each axis)."""
    import cv2

    kernel = _sharpening(1.5, 0.01)
    return as_gray(cv2.sepFilter2D(gray, -1, kernel, kernel, borderType=cv2.BORDER_REPLICATE))


@cache
def _sharpening(sigma: float, noise: float) -> NDArray[np.float64]:
    import numpy as np

    blur = np.exp(-2 * (math.pi * sigma * np.fft.fftfreq(64)) ** 2)
    taps = np.fft.fftshift(np.fft.ifft(blur / (blur * blur + noise)).real)[32 - 9 : 32 + 10]
    return np.asarray(taps / taps.sum(), dtype=np.float64)


def smoothed(upright: Gray) -> Gray:
    """Return upright bars smoothed along themselves: less noise, same edges."""
    import cv2

    return as_gray(cv2.blur(upright, (1, 15)))


def thinned(gray: Gray, every: int) -> tuple[Gray, Back]:
    """Return every n-th line of the picture, enough for a bar reader."""

    def back(symbol: Symbol) -> Symbol:
        return replace(symbol, box=tuple((x, y * every) for x, y in symbol.box))

    return as_gray(gray[::every]), back


def thresholded(gray: Gray) -> Gray:
    """Return the picture in black and white, each place against its surroundings."""
    import cv2

    return as_gray(cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 31, 7))


def cropped(gray: Gray, boxes: Sequence[Box]) -> Gray:
    """Return the part of the picture that holds the boxes, with room around them."""
    xs = [x for box in boxes for x, _y in box]
    ys = [y for box in boxes for _x, y in box]
    room = max(24, (max(xs) - min(xs)) // 4, (max(ys) - min(ys)) // 4)
    top, left = max(0, min(ys) - room), max(0, min(xs) - room)
    return as_gray(gray[top : max(ys) + room, left : max(xs) + room])


def as_gray(picture: object) -> Gray:
    """Return an array of any kind as grey bytes in one piece."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(picture, dtype=np.uint8))
