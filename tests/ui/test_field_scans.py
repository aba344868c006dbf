"""A scan at the desk lands whole in a field, whatever the layout makes of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTableWidget, QVBoxLayout, QWidget

from tests.ui.test_wedge_filter import KEYCODES
from ui.field_scans import FieldScans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


class Page(QWidget):
    """A search box over a table, as the desk's pages are."""

    def __init__(self) -> None:
        super().__init__()
        self.box, self.other, self.table = QLineEdit(), QLineEdit(), QTableWidget(2, 2)
        self.asked: list[str] = []
        self.box.returnPressed.connect(lambda: self.asked.append(self.box.text()))
        down = QVBoxLayout(self)
        for part in (self.box, self.other, self.table):
            down.addWidget(part)
        self.setFocusProxy(self.box)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    made = Page()
    qtbot.addWidget(made)
    FieldScans(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def scan(target: QWidget, text: str) -> None:
    """Press the keys a scanner presses on a Russian layout."""
    for at, mark in enumerate([*text, "\r"]):
        key = Qt.Key.Key_Return if mark == "\r" else Qt.Key(ord(mark.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, KEYCODES[mark] + 8, 0, 0, "ы")
            event.setTimestamp(1000 + 4 * at)
            QCoreApplication.sendEvent(target, event)


@pytest.mark.parametrize("name", ["box", "table"])
def test_the_code_goes_into_the_field_and_enter_follows(page: Page, name: str) -> None:
    target: QWidget = getattr(page, name)
    page.box.setText("old")
    target.setFocus()
    scan(target, "sf12345678")
    assert page.asked == ["sf12345678"]


def test_another_field_keeps_its_own_scan(page: Page) -> None:
    page.other.setFocus()
    scan(page.other, "wy-cw-120")
    assert (page.other.text(), page.box.text(), page.asked) == ("wy-cw-120", "", [])
