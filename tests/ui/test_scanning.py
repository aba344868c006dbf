"""Several scanners at once: opened, closed and limited by one list; a bad one is a lamp and the rest works on."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from scanners.events import Kind
from scanners.sources.base import Lamp
from scanners.sources.tcp import TcpScanner
from ui.scanning import Scanning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from scanners.events import Frame

LEFT, RIGHT = "tcp://127.0.0.1:0?name=left&may=code", "tcp://127.0.0.1:0?name=right"


@pytest.fixture
def frames() -> list[Frame]:
    return []


@pytest.fixture
def scanning(qapp: object, frames: list[Frame]) -> Iterator[Scanning]:
    made = Scanning(frames.append)
    yield made
    made.close()


def test_two_scanners_work_side_by_side_and_a_bad_one_is_a_lamp(
    qtbot: QtBot, scanning: Scanning, frames: list[Frame]
) -> None:
    scanning.use([LEFT, "fax://1", RIGHT, "tcp://127.0.0.1:0?may=fish"])
    assert [one.name for one in scanning.running] == ["left", "right"]
    for one in scanning.running:
        assert isinstance(one, TcpScanner)
        with socket.create_connection(("127.0.0.1", one.port)) as line:
            line.sendall(f"SF-{one.name}\r".encode())
    qtbot.waitUntil(
        lambda: {(frame.source, frame.raw) for frame in frames} == {("left", b"SF-left"), ("right", b"SF-right")}
    )
    qtbot.waitUntil(lambda: scanning.lamps["fax://1"].lamp is Lamp.OFF)
    assert scanning.lamps["fax://1"].remedy


def test_what_a_scanner_may_scan(scanning: Scanning) -> None:
    scanning.use([LEFT, RIGHT])
    assert scanning.may("left", Kind.CODE)
    assert not scanning.may("left", Kind.COMMAND)
    assert scanning.may("right", Kind.BADGE)
    assert scanning.may("key", Kind.COMMAND)
    scanning.use([RIGHT])
    assert scanning.addresses == (RIGHT,)


def test_the_keyboard_takes_layout_and_prefix_of_its_address(
    qtbot: QtBot, scanning: Scanning, frames: list[Frame]
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    scanning.listen()
    scanning.use(["wedge_qt://?prefix=~&name=枪"])
    QTest.keyClicks(field, "~A1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [(frame.source, frame.raw) for frame in frames] == [("枪", b"A1")]
    scanning.use([])
    QTest.keyClicks(field, "~A1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "~A1"
