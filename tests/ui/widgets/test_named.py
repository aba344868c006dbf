"""A name dresses a widget by the style sheet."""

import pytest
from PySide6.QtWidgets import QLabel

from ui.widgets.named import named


@pytest.mark.usefixtures("qapp")
def test_the_widget_comes_back_named() -> None:
    label = QLabel()
    assert named(label, "title") is label
    assert label.objectName() == "title"
