"""The bench shows an order's label before it prints: by key or button, put away by anything, and nothing is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from printing.layouts.base import Paper, draw_job
from printing.raster import draw
from station.orders.ids import short_code
from station.packing import preview, printers
from station.people.codes import badge_code
from station.settings import Settings
from station.store import prints, waybills
from station.store.engine import open_store
from tests import shop
from ui import app
from ui.demo.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.bench.window import BenchWindow

PRINTER = "zpl+tcp://127.0.0.1:9?dpmm=12&width=100&height=150"


@pytest.fixture
def store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    shop.build(opened)
    opened.write(lambda tx: printers.choose(tx, "1", printers.Role.WAYBILL, PRINTER, operator="desk", at="1"))
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, store: Store, sqlite_url: str, home: Path) -> Iterator[BenchWindow]:
    opened = app.bench_window(Settings(home, sqlite_url, "1"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    opened.begin()
    yield opened
    opened.close()


def test_by_key_and_button_and_gone_with_the_next_scan(window: BenchWindow, store: Store) -> None:
    (order_id,) = shop.put(store, shop.order())
    hands, sheet = Hands(window), window.page.label
    hands.until(lambda: not window.jobs.pending, "the window did not open")
    hands.scan(badge_code("1001"))
    assert not window.page.see_label.isVisible()
    hands.scan(short_code(order_id))
    with store.read() as tx:
        before = waybills.left(tx)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.until(sheet.isVisible, "the label does not show")
    with store.read() as tx:
        found = preview.of_order(tx, order_id, station="1")
        assert (waybills.left(tx), prints.listing(tx)) == (before, [])
    wanted = draw(draw_job(found.kind, found.fields, Paper(100, 150)), 12)
    assert (sheet.picture.width(), sheet.picture.height()) == (wanted.width, wanted.height) == (1200, 1800)
    assert "每毫米 12 点" in sheet.told[0]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    hands.until(lambda: not sheet.isVisible(), "a key does not put it away")
    QTest.mouseClick(window.page.see_label, Qt.MouseButton.LeftButton)
    hands.until(sheet.isVisible, "the button does nothing")
    hands.scan(shop.SKUS[0][4])
    assert not sheet.isVisible()


def test_a_label_that_does_not_fit_its_printer_is_told(window: BenchWindow, store: Store) -> None:
    small = "zpl+tcp://127.0.0.1:9?width=50&height=30"
    store.write(lambda tx: printers.choose(tx, "1", printers.Role.WAYBILL, small, operator="desk", at="1"))
    (order_id,) = shop.put(store, shop.order())
    hands = Hands(window)
    hands.until(lambda: not window.jobs.pending, "the window did not open")
    hands.scan(badge_code("1001"))
    hands.scan(short_code(order_id))
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: "scan" in window.troubles, "nobody tells why")
    assert not window.page.label.isVisible()
