"""The shutter goes off once a slip: page found, sharp, lying still; not again before the next one is laid there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from scanners.slips.shutter import Shutter, as_photo

if TYPE_CHECKING:
    from scanners.slips.page import Pixels


def view(left: int | None = 300, *, blurred: bool = False) -> Pixels:
    """Return a dark table, with a written sheet on it."""
    rng = np.random.default_rng(5)
    picture = rng.integers(40, 60, (720, 1280, 3), dtype=np.uint8)
    if left is not None:
        picture[60:660, left : left + 600] = 235
        for line in range(10):
            cv2.putText(picture, "WY-CW-120  x12", (left + 40, 120 + line * 52), 0, 1.1, (30, 30, 30), 3)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 4) if blurred else picture, np.uint8)


def shots(shutter: Shutter, picture: Pixels, *, begin: float, looks: int = 6) -> int:
    return sum(shutter.look(picture, begin + number * 0.3).shoot for number in range(looks))


def test_a_still_sharp_page_is_taken_once_and_the_next_again() -> None:
    shutter = Shutter()
    assert shots(shutter, view(), begin=0.0) == 1
    assert shots(shutter, view(), begin=2.0) == 0
    assert shots(shutter, view(None), begin=4.0, looks=1) == 0
    assert shots(shutter, view(), begin=6.0) == 1


def test_a_moving_page_a_blurred_one_and_an_empty_table_are_not_taken() -> None:
    shutter = Shutter()
    assert sum(shutter.look(view(200 + 40 * number), number * 0.3).shoot for number in range(6)) == 0
    assert shots(Shutter(), view(blurred=True), begin=0.0) == 0
    assert shots(Shutter(), view(None), begin=0.0) == 0


def test_the_outline_lies_on_the_page() -> None:
    corners = Shutter().look(view(), 0.0).corners
    assert len(corners) == 4
    for (x, y), wanted in zip(corners, [(300, 60), (900, 60), (900, 660), (300, 660)], strict=True):
        assert abs(x * 1280 - wanted[0]) < 25
        assert abs(y * 720 - wanted[1]) < 25


def test_a_photo_is_a_jpeg_of_the_same_size() -> None:
    opened = cv2.imdecode(np.frombuffer(as_photo(view()), np.uint8), cv2.IMREAD_COLOR)
    assert opened is not None
    assert opened.shape == (720, 1280, 3)
