"""A name dresses a widget by the style sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.widgets.named import named


@pytest.mark.usefixtures("qapp")
def test_the_widget_comes_back_named() -> None:
    label = QLabel()
    assert named(label, "title") is label
    assert label.objectName() == "title"


@pytest.mark.usefixtures("qapp")
def test_a_label_shows_html_as_it_is_written() -> None:
    assert named(QLabel("<img src='file:///etc/hostname'>"), "quiet").textFormat() is Qt.TextFormat.PlainText
