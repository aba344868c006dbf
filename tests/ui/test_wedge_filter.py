"""Real key events through the real window system's path: scans are heard, typing arrives where it was typed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget, QVBoxLayout, QWidget

from scanners.sources.wedge_qt import KeyDecoder
from ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from scanners.events import Frame

# The offscreen window system says so of every window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

US = "1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "`", "zxcvbnm,./"
KEYCODES = {
    mark: code for row, first in zip(US, (2, 16, 30, 41, 44), strict=True) for code, mark in enumerate(row, first)
} | {"\r": 28}


class Desk:
    """A window with every kind of focus, and what was heard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.field, self.button, self.table = QLineEdit(), QPushButton("OK"), QTableWidget(2, 2)
        self.presses = 0
        self.button.clicked.connect(self._on_clicked)
        self.button.setAutoDefault(True)
        layout = QVBoxLayout(self.window)
        for widget in (self.field, self.button, self.table):
            layout.addWidget(widget)
        qtbot.addWidget(self.window)
        self.frames: list[Frame] = []
        self.filter = WedgeFilter(KeyDecoder(), self.frames.append)
        self.filter.install()
        with qtbot.waitExposed(self.window):
            self.window.show()

    def _on_clicked(self) -> None:
        self.presses += 1

    def burst(self, target: QWidget, text: str, *, start: int, gap: int = 4, garble: str = "") -> int:
        """Post the key codes a US scanner sends; ``garble`` is the text a foreign layout would make of each."""
        at = start
        for mark in text:
            low = mark.lower()
            shift = Qt.KeyboardModifier.ShiftModifier if mark != low else Qt.KeyboardModifier.NoModifier
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key.Key_Return if mark == "\r" else Qt.Key(ord(mark.upper()))
                event = QKeyEvent(kind, key, shift, KEYCODES[low] + 8, 0, 0, garble or mark)
                event.setTimestamp(at)
                QCoreApplication.postEvent(target, event)
            at += gap
        return at

    @property
    def texts(self) -> list[str]:
        return [frame.raw.decode() for frame in self.frames]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.filter.remove()


@pytest.mark.parametrize("name", ["field", "button", "table", "window"])
def test_a_scan_is_heard_with_any_focus_and_leaks_nothing(desk: Desk, name: str) -> None:
    target = getattr(desk, name)
    target.setFocus()
    QTest.keyClicks(target, "SF1234-qaZW/%$+")
    QTest.keyClick(target, Qt.Key.Key_Return)
    assert desk.texts == ["SF1234-qaZW/%$+"]
    assert desk.field.text() == ""
    assert desk.presses == 0


def test_key_events_of_the_window_system(desk: Desk) -> None:
    handle = desk.window.windowHandle()
    desk.field.setFocus()
    for letter in "SF":
        QTest.keyClick(handle, Qt.Key(ord(letter)), Qt.KeyboardModifier.ShiftModifier)
    for digit in "123456":
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert desk.texts == ["SF123456"]
    assert desk.field.text() == ""


@pytest.mark.parametrize("garble", ["ы", "à", "sF"])
def test_layout_and_capslock_of_the_computer_have_no_say(desk: Desk, garble: str) -> None:
    desk.burst(desk.field, "SF1234-qaZW\r", start=1000, garble=garble[:1])
    desk.qtbot.waitUntil(lambda: bool(desk.frames))
    assert desk.texts == ["SF1234-qaZW"]
    assert desk.field.text() == ""


def test_scans_back_to_back_through_a_stalled_window(desk: Desk) -> None:
    at = 1000
    for number in range(100):
        at = desk.burst(desk.field, f"SF{number:08d}\r", start=at, gap=2)
        if number % 20 == 0:
            time.sleep(0.15)  # the window does nothing, keys wait in the queue
    desk.qtbot.waitUntil(lambda: len(desk.frames) == 100)
    assert desk.texts == [f"SF{number:08d}" for number in range(100)]
    assert desk.field.text() == ""


def test_event_times_count_not_arrival(desk: Desk) -> None:
    """A person types while the window is stalled: all arrives at once, and is still typing."""
    desk.field.setFocus()
    desk.burst(desk.field, "hello12\r", start=1000, gap=180)
    desk.qtbot.waitUntil(lambda: desk.field.text() == "hello12")
    assert desk.frames == []


def test_typing_arrives_in_the_field_and_a_button_works(desk: Desk) -> None:
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "abc")
    desk.qtbot.waitUntil(lambda: desk.field.text() == "abc")
    desk.qtbot.wait(120)
    desk.button.setFocus()
    QTest.keyClick(desk.button, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: desk.presses == 1)
    assert not desk.button.isDown()
    assert desk.frames == []


def test_typing_ended_by_enter_keeps_its_order(desk: Desk) -> None:
    heard: list[str] = []
    desk.field.returnPressed.connect(lambda: heard.append(desk.field.text()))
    QTest.keyClicks(desk.field, "ab1")
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert heard == ["ab1"]


def test_a_click_elsewhere_leaves_typing_where_it_was_typed(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "ab")
    QTest.mouseClick(desk.button, Qt.MouseButton.LeftButton)
    assert desk.field.text() == "ab"


def test_cr_lf_as_two_keys_presses_no_button(desk: Desk) -> None:
    desk.button.setFocus()
    end = desk.burst(desk.button, "SF123456\r", start=1000)
    desk.burst(desk.button, "\r", start=end)
    desk.qtbot.waitUntil(lambda: bool(desk.frames))
    QCoreApplication.processEvents()
    assert (desk.texts, desk.presses) == (["SF123456"], 0)


def test_shortcuts_with_ctrl_or_f_keys_still_work(desk: Desk) -> None:
    heard: list[str] = []
    for keys in ("F5", "Ctrl+P"):
        QShortcut(QKeySequence(keys), desk.window, lambda keys=keys: heard.append(keys))
    handle = desk.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_F5)
    QTest.keyClick(handle, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["F5", "Ctrl+P"]


def test_a_character_shortcut_cannot_eat_a_scan(desk: Desk) -> None:
    QShortcut(QKeySequence("3"), desk.window, desk.frames.clear)
    handle = desk.window.windowHandle()
    for digit in "1234567":
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    QTest.keyClick(handle, Qt.Key.Key_Enter)
    assert desk.texts == ["1234567"]


def test_a_burst_without_enter_is_heard_after_silence(desk: Desk) -> None:
    desk.burst(desk.table, "SF1234567890", start=1000)
    desk.qtbot.waitUntil(lambda: desk.texts == ["SF1234567890"])


def test_removed_it_hears_nothing(desk: Desk) -> None:
    desk.filter.remove()
    QTest.keyClicks(desk.field, "SF123456")
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.field.text() == "SF123456"
    assert desk.frames == []


def test_a_field_that_vanished_takes_its_typing_along(desk: Desk) -> None:
    gone = QLineEdit()
    QTest.keyClicks(gone, "ab")
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.qtbot.wait(160)
    assert desk.frames == []
