"""Reading lines: each by itself, in the order given, whatever stands beside it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from scanners.slips import models, recognise


@pytest.fixture(scope="module")
def session() -> Any:
    return models.open_session(models.paths()[1], threads=1)


def _line(text: str) -> Any:
    page = np.full((recognise.HEIGHT, 30 + 24 * len(text), 3), 240, np.uint8)
    cv2.putText(page, text, (12, 36), cv2.FONT_HERSHEY_DUPLEX, 1.0, (60, 40, 40), 2)
    return page


def test_a_line_reads_the_same_alone_and_beside_longer_ones_and_the_order_is_kept(session: Any) -> None:
    letters = recognise.alphabet(session)
    lines = [_line(text) for text in ("25", "QS-3130 BLACK 12", "13800265914")]
    together = recognise.read(session, letters, lines=lines)
    said = ["".join(letter.char for letter in frames.greedy()).replace(" ", "") for frames in together]
    assert said == ["25", "QS-3130BLACK12", "13800265914"]
    for line, beside in zip(lines, together, strict=True):
        (alone,) = recognise.read(session, letters, lines=[line])
        assert alone.column == beside.column
        assert np.array_equal(alone.logs, beside.logs)


def test_a_page_without_lines_has_nothing_to_read(session: Any) -> None:
    assert recognise.read(session, recognise.alphabet(session), lines=[]) == []
