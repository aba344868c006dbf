"""The bundled font draws every Chinese character and code we show."""

import pytest
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import MONO, SANS


@pytest.mark.parametrize("family", [SANS, MONO])
def test_no_tofu(qapp: QApplication, family: str) -> None:
    raw = QRawFont.fromFont(QFont(family))
    assert raw.familyName() == family
    assert all(raw.glyphIndexesForString("可发停发换货发新待人工·—“”【】✓×￥0O1lI"))
