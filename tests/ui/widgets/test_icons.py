"""Every shape can be told from the others without its colour."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ui.theme.tokens import LIGHT
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.lamp import LampState, draw_lamp

pytestmark = pytest.mark.usefixtures("qapp")


def shape(icon: Icon | LampState) -> bytes:
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    if isinstance(icon, Icon):
        draw_icon(painter, icon, QRectF(0, 0, 64, 64), "#FFFFFF")
    else:
        draw_lamp(painter, icon, QRectF(0, 0, 64, 64), LIGHT)
    painter.end()
    return bytes(value > 128 for value in bytes(image.constBits()))


def test_icons_differ_in_shape() -> None:
    shapes = {shape(icon) for icon in Icon}
    assert len(shapes) == len(Icon)


def test_lamps_differ_in_shape() -> None:
    good, attention, broken = (sum(shape(state)) for state in LampState)
    assert len({good, attention, broken}) == 3
