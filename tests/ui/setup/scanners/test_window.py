"""The scanners' page on real sources: what is scanned is shown and not acted on, the list is kept."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from scanners.sources.base import Lamp
from scanners.sources.tcp import TcpScanner
from station.settings import Settings
from station.store.engine import open_store
from tests import shop
from ui.jobs import Jobs
from ui.scanning import Scanning
from ui.setup.scanners.opening import open_scanners
from ui.setup.scanners.stored import stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from scanners.events import Frame
    from station.store.engine import Store
    from ui.setup.scanners.trial import Trial
    from ui.setup.scanners.window import Scanners

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
NETWORK = "tcp://127.0.0.1:0?name=门口"


class Bench:
    """What stands behind the page."""

    def __init__(self, store: Store) -> None:
        self.frames: list[Frame] = []
        self.store, self.jobs = store, Jobs()
        self.scanning = Scanning(self.frames.append)
        self.scanning.listen()
        self.window = QWidget()

    def page(self, qtbot: QtBot, *, fixed: tuple[str, ...] = ()) -> Scanners:
        qtbot.addWidget(self.window)
        return open_scanners(self.scanning, self.store, "1", fixed=fixed, jobs=self.jobs, parent=self.window)

    def port(self) -> int:
        (source,) = [one for one in self.scanning.running if isinstance(one, TcpScanner)]
        return source.port


@pytest.fixture
def bench(sqlite_url: str, home: Path) -> Iterator[Bench]:
    store = open_store(Settings(home, sqlite_url, "1"))
    made = Bench(store)
    yield made
    made.jobs.close()
    made.scanning.close()
    store.close()


def test_a_scan_is_shown_with_what_it_means_and_not_acted_on(qtbot: QtBot, bench: Bench) -> None:
    shop.build(bench.store)
    page = bench.page(qtbot)
    with qtbot.waitSignal(page.tested) as tested:
        QTest.keyClicks(page, "6900000000011")
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert tested.args is not None
    shown: Trial = tested.args[0]
    assert (shown.text, shown.end) == ("6900000000011", "CR")
    assert shown.keys
    assert "商品" in page.read.text()
    assert bench.frames == []
    page.close()
    QTest.keyClicks(bench.window, "6900000000011")
    QTest.keyClick(bench.window, Qt.Key.Key_Return)
    assert [frame.raw for frame in bench.frames] == [b"6900000000011"]


def test_a_scanner_is_added_renamed_tried_and_removed(qtbot: QtBot, bench: Bench) -> None:
    page = bench.page(qtbot)
    page.take_in(NETWORK)
    qtbot.waitUntil(lambda: bench.scanning.addresses == (NETWORK,))
    page.form.name.setText("北门")
    page.form.save.click()
    qtbot.waitUntil(lambda: [one.name for one in bench.scanning.running] == ["北门"])
    assert stored(bench.store, "1") == list(bench.scanning.addresses)
    with qtbot.waitSignal(page.tested), socket.create_connection(("127.0.0.1", bench.port())) as line:
        line.sendall(b"]C0SF1234567890\r\n")
    assert "SF1234567890" in page.read.text()
    assert "CRLF" in page.read.text()
    page.remove.click()
    qtbot.waitUntil(lambda: bench.scanning.addresses == ())
    assert stored(bench.store, "1") == []


def test_a_scanner_that_cannot_be_opened_says_why(qtbot: QtBot, bench: Bench) -> None:
    page = bench.page(qtbot)
    page.take_in("serial_port:///dev/no-such-port?name=右枪")
    qtbot.waitUntil(lambda: Lamp.SEARCHING in {state.lamp for state in bench.scanning.lamps.values()})
    qtbot.waitUntil(lambda: "插" in page.sentence.text())


def test_scanners_named_outside_are_shown_but_not_changed_here(qtbot: QtBot, bench: Bench) -> None:
    page = bench.page(qtbot, fixed=("tcp://127.0.0.1:0?name=墙上",))
    page.list.setCurrentRow(1)
    assert not page.form.isEnabled()
    assert not page.remove.isEnabled()
