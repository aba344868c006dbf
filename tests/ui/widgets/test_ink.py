"""Words are wrapped, shrunk and cut so that they stay inside their box."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.widgets import ink
from ui.widgets.ink import Ink

pytestmark = pytest.mark.usefixtures("qapp")
NOTE = "客户备注：请务必用双层纸箱，里面塞满气泡膜，易碎品分开放，顶部贴两张易碎标签"


def ink_columns(text: str, size: Ink, box: QRectF) -> tuple[int, int]:
    image = QImage(600, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    ink.draw(painter, box, text, size, colour="#000000")
    painter.end()
    dark = [x for x in range(600) for y in range(0, 200, 2) if image.pixelColor(x, y).lightness() < 128]
    return min(dark), max(dark)


def test_wrapped_lines_fit_and_nothing_is_lost() -> None:
    lines = ink.wrap(NOTE, Ink(30), room=400, limit=9)
    assert "".join(lines) == NOTE
    assert all(ink.width(line, Ink(30)) <= 400 for line in lines)


def test_too_many_lines_end_in_an_ellipsis() -> None:
    lines = ink.wrap(NOTE, Ink(30), room=300, limit=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert ink.width(lines[-1], Ink(30)) <= 300


def test_text_that_fits_keeps_its_size() -> None:
    assert ink.fit("雾蓝 130", Ink(40), room=400) == Ink(40)


def test_text_shrinks_to_fit_but_not_below_the_smallest() -> None:
    assert ink.width(NOTE, ink.fit(NOTE, Ink(20), room=600)) <= 600
    assert ink.fit(NOTE, Ink(40), room=50, smallest=0.5).px == 20


@pytest.mark.parametrize("size", [Ink(24), Ink(36, 800), Ink(80, 900), Ink(30, 700, mono=True)])
def test_drawn_text_stays_in_its_box(size: Ink) -> None:
    first, last = ink_columns(NOTE, size, QRectF(100, 20, 300, 160))
    assert first >= 96
    assert last <= 404


@pytest.mark.parametrize("px", [30, 80])
def test_heavy_text_is_heavier(px: int) -> None:
    def darkness(size: Ink) -> int:
        image = QImage(300, 120, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        ink.draw(painter, QRectF(0, 0, 300, 120), "可发", size, colour="#000000")
        painter.end()
        return sum(255 - image.pixelColor(x, y).lightness() for x in range(300) for y in range(120))

    assert darkness(Ink(px, 900)) > 1.25 * darkness(Ink(px))
