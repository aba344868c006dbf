"""What a pen takes back is told from ruled lines and plain writing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from scanners.slips import strike

BOX = np.array([[100, 40], [400, 40], [400, 88], [100, 88]], np.float32)


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        (None, False),
        ((90, 410, 64, 64), True),
        ((95, 405, 60, 70), True),
        ((0, 600, 64, 64), False),
        ((90, 410, 90, 90), False),
    ],
    ids=["plain", "struck", "struck aslant", "ruled", "underlined"],
)
def test_a_stroke_through_the_writing_only(line: tuple[int, int, int, int] | None, *, struck: bool) -> None:
    page = np.full((140, 600, 3), 240, np.uint8)
    cv2.putText(page, "TY-7053B x12", (105, 80), cv2.FONT_HERSHEY_DUPLEX, 1.35, (40, 40, 40), 2)
    if line is not None:
        left, right, begin, end = line
        cv2.line(page, (left, begin), (right, end), (40, 40, 40), 3)
    assert strike.through(page, BOX) is struck
