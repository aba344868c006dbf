"""Code fields have no input method, and say so the way Qt asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtTest import QTest

from ui.widgets.code_edit import CodeEdit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_the_input_method_is_off_however_it_is_asked(qtbot: QtBot) -> None:
    field = CodeEdit()
    qtbot.addWidget(field)
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QGuiApplication.sendEvent(field, asked)
    assert asked.value(Qt.InputMethodQuery.ImEnabled) is False
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False


def test_it_is_an_ordinary_field_otherwise(qtbot: QtBot) -> None:
    field = CodeEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "SF1")
    assert field.text() == "SF1"
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == "SF1"
