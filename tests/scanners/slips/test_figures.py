"""The network for letters and figures: it reads plain figures, knows its signs and stays quiet on empty paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from scanners.slips import figures, models
from scanners.slips.ink import Ink


@pytest.fixture(scope="module")
def session() -> Any:
    return models.open_session(figures.MODEL)


def _line(text: str) -> Any:
    page = np.full((48, 40 + 26 * len(text), 3), 245, np.uint8)
    for place, sign in enumerate(text):
        cv2.putText(page, sign, (12 + 26 * place, 38), cv2.FONT_HERSHEY_DUPLEX, 0.9, (40, 40, 40), 2)
    return page


@pytest.mark.parametrize("text", ["13800265914", "QS-3130", "25"])
def test_what_stands_there_fits_best(session: Any, text: str) -> None:
    (frames,) = figures.read(session, [_line(text)])
    others = [text[::-1], text[:-1], text + "8", "9" * len(text)]
    assert Ink((frames,)).lead(text, others, 0, len(frames) - 1) > 0


def test_empty_paper_says_nothing(session: Any) -> None:
    (frames,) = figures.read(session, [np.full((48, 200, 3), 240, np.uint8)])
    assert frames.greedy() == ()


def test_a_frame_is_four_pixels_and_a_narrow_line_is_read(session: Any) -> None:
    wide, narrow = figures.read(session, [_line("123456"), _line("1")[:, :9]])
    assert len(wide) == -(-(40 + 26 * 6) // figures.STEP)
    assert len(narrow) == 3
    assert wide.column.keys() == set(figures.SIGNS)
