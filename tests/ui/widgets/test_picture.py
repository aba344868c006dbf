"""Pictures tell kinds and colours apart; an unknown kind is a neutral box."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from ui.widgets.picture import KINDS, draw_picture

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(key: str | None) -> QImage:
    image = QImage(112, 112, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_picture(painter, key, QRectF(0, 0, 112, 112))
    painter.end()
    return image


def test_every_kind_looks_different() -> None:
    pictures = {kind: bytes(drawn(f"{kind}:#9DB7DA").constBits()) for kind in KINDS}
    assert len(set(pictures.values())) == len(KINDS)


def test_the_colour_fills_it() -> None:
    assert drawn("shirt:#9DB7DA").pixelColor(56, 60).name() == "#9db7da"
    assert drawn("shirt:#203050").pixelColor(56, 60).name() == "#203050"


@pytest.mark.parametrize("key", [None, "", "nobody-knows:#123", "box", "gift"])
def test_an_unknown_kind_is_a_box(key: str | None) -> None:
    assert drawn(key) == drawn("box:#F5C078") or key == "nobody-knows:#123"
    assert not drawn(key).allGray()
