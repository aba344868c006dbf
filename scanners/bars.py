"""Where on a picture are bars, and how are they tilted? Readers turn by 90 degrees only; this turns by what is seen.

A barcode is a patch whose edges all point one way (structure tensor: strong and coherent gradients). The patch is cut
out and turned upright, so that the later, dearer looks work on a few thousand pixels instead of the whole picture.
``decode`` asks for the patches when the plain looks read nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scanners.lens import as_gray

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanners.engines import Gray, Symbol
    from scanners.lens import Back

_MAP_SIDE = 320  # the map is made on a picture this long
_MOST = 3  # patches looked at
_LEAST = 60  # pixels of the map
_COHERENT, _STRONG, _STRONG_SHARE = 0.5, 200.0, 0.12


def patches(gray: Gray) -> Iterator[tuple[Gray, Back]]:
    """Yield the likely barcodes, likeliest first, each upright, with the way back for a symbol's box."""
    import cv2
    import numpy as np

    times = max(1.0, max(gray.shape) / _MAP_SIDE)
    small = gray if times == 1 else cv2.resize(gray, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA)
    mask, twice_x, twice_y = _one_way(small)
    count, marks, stats, _centres = cv2.connectedComponentsWithStats(mask)
    weight = np.bincount(marks.ravel(), np.hypot(twice_x, twice_y).ravel(), count)
    weight[stats[:, cv2.CC_STAT_AREA] < _LEAST] = 0
    weight[0] = 0
    for one in np.argsort(-weight)[:_MOST]:
        if weight[one] > 0:
            yield _upright(gray, marks == one, twice_x, twice_y, times=times)


def _one_way(small: Any) -> tuple[Any, Any, Any]:
    """Return where edges are strong and point one way, and the doubled angle they point to."""
    import cv2
    import numpy as np

    across = cv2.Sobel(small, cv2.CV_32F, 1, 0)
    down = cv2.Sobel(small, cv2.CV_32F, 0, 1)
    size = (13, 13)
    xx, yy = cv2.blur(across * across, size), cv2.blur(down * down, size)
    difference, double = xx - yy, 2 * cv2.blur(across * down, size)
    one_way = np.hypot(difference, double)
    strong = max(_STRONG, _STRONG_SHARE * float(one_way.max()))
    mask = ((one_way > _COHERENT * (xx + yy)) & (one_way > strong)).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    return mask, difference, double


def _upright(gray: Gray, part: Any, twice_x: Any, twice_y: Any, *, times: float) -> tuple[Gray, Back]:
    import cv2
    import numpy as np

    angle = 0.5 * math.atan2(float(twice_y[part].sum()), float(twice_x[part].sum()))
    cosine, sine = math.cos(angle), math.sin(angle)
    ys, xs = np.nonzero(part)
    along, aside = (xs * cosine + ys * sine) * times, (ys * cosine - xs * sine) * times
    room = 24 + 0.12 * float(np.ptp(along))
    left, right = float(along.min()) - room, float(along.max()) + room
    top, bottom = float(aside.min()), float(aside.max())
    matrix = np.array([[cosine, sine, -left], [-sine, cosine, -top]])
    size = (max(8, int(right - left)), max(8, int(bottom - top)))
    picture = cv2.warpAffine(gray, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    home = cv2.invertAffineTransform(matrix)

    def back(symbol: Symbol) -> Symbol:
        corners = (home @ (x, y, 1) for x, y in symbol.box)
        return replace(symbol, box=tuple((round(float(x)), round(float(y))) for x, y in corners))

    return as_gray(picture), back
