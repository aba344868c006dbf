"""Recorded WM_INPUT messages of two keyboards: the scanner's keys become its frame and reach nothing else."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from scanners.keyboard import LAYOUTS
from scanners.sources.base import Address
from scanners.sources.wedge_qt import KeyDecoder
from scanners.sources.wedge_rawinput import WedgeRawInput
from tests.scanners.sources.test_wedge_rawinput import record
from ui.raw_input import WM_INPUT, Message, RawInput
from ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from scanners.events import Frame

SCANNER, KEYBOARD = 7, 8
PLAIN = {mark: code for code, mark in LAYOUTS["us"].plain.items()} | {"\r": 28}


class Recorded:
    """What Windows would answer; a message's handle is the place of its record."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        self.registered = 0

    def register(self) -> None:
        self.registered += 1

    def record(self, handle: int) -> bytes:
        return self.records[handle]

    def device_name(self, device: int) -> str:
        return {SCANNER: r"\\?\HID#VID_0C2E&PID_0B6A#7", KEYBOARD: r"\\?\HID#VID_046D&PID_C31C#1"}[device]


class Windows:
    """A window with a field, the key filter and the raw records of two keyboards."""

    def __init__(self, qtbot: QtBot) -> None:
        self.field = QLineEdit()
        qtbot.addWidget(self.field)
        self.typed: list[Frame] = []
        self.frames: list[Frame] = []
        self.wedge = WedgeFilter(KeyDecoder(), self.typed.append)
        self.api = Recorded()
        self.raw = RawInput(self.wedge, api=self.api)
        address = Address("wedge_rawinput", "", {"vid": "0C2E", "pid": "0B6A"})
        self.scanner = WedgeRawInput(address, on_frame=self.frames.append, on_state=lambda _state: None)
        self.raw.add(self.scanner)
        self.wedge.install()

    def press(self, mark: str, device: int) -> None:
        """Send the record, then the key message, as Windows does."""
        for up in (False, True):
            self.api.records.append(record(PLAIN[mark], up=up, device=device))
            self.raw.take(len(self.api.records) - 1)
            key = Qt.Key.Key_Return if mark == "\r" else Qt.Key(ord(mark.upper()))
            kind = QEvent.Type.KeyRelease if up else QEvent.Type.KeyPress
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, PLAIN[mark] + 8, 0, 0, mark)
            QCoreApplication.sendEvent(self.field, event)

    def close(self) -> None:
        self.wedge.remove()
        self.scanner.close()


def test_the_scanner_is_heard_by_device_and_its_keys_reach_nothing_else(qtbot: QtBot) -> None:
    windows = Windows(qtbot)
    for mark in "sf123456\r":
        windows.press(mark, SCANNER)
    assert [frame.raw for frame in windows.frames] == [b"sf123456"]
    assert (windows.typed, windows.field.text()) == ([], "")
    windows.close()


def test_the_other_keyboard_types_between_the_keys_of_the_scanner(qtbot: QtBot) -> None:
    windows = Windows(qtbot)
    for place, mark in enumerate("sf123456\r"):
        windows.press(mark, SCANNER)
        if place in (2, 5):
            windows.press("x", KEYBOARD)
    qtbot.waitUntil(lambda: windows.field.text() == "xx")
    assert [frame.raw for frame in windows.frames] == [b"sf123456"]
    windows.close()


def test_windows_is_asked_once_for_records(qtbot: QtBot) -> None:
    windows = Windows(qtbot)
    assert windows.api.registered == 1
    windows.raw.drop(windows.scanner)
    windows.press("1", SCANNER)
    qtbot.waitUntil(lambda: windows.field.text() == "1")
    windows.close()


def test_the_message_has_the_shape_of_windows() -> None:
    assert (Message.message.offset, Message.l_param.offset, ctypes.sizeof(Message)) == (8, 24, 48)
    assert WM_INPUT == 0xFF
