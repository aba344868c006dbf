"""Camera, scale, packaging and numbers of SKUs are chosen in the window; roles are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.packing.bench_choices import chosen
from station.packing.weigh import tare
from station.store import catalogue
from ui.desk.pages.bench_setup import BenchSetup
from ui.setup.scanners.stored import keep, scale_of, stored

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def _page(desk: DeskWindow, qtbot: QtBot) -> BenchSetup:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("bench_setup")
    assert isinstance(page, BenchSetup)
    return page


def test_the_bench_is_set_up_by_keys(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    keep(shop_store, desk.station, ["serial_port:///dev/ttyACM0", "scale:///dev/ttyUSB9"])
    page = _page(desk, qtbot)
    assert page.scale.text() == "/dev/ttyUSB9"
    page.camera.setText("/dev/video2")
    page.scale.setText("/dev/ttyUSB0?baud=4800")
    page.packaging.setValue(35)
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page, Qt.Key.Key_F5)
    with shop_store.read() as tx:
        found = chosen(tx, desk.station)
        assert (found.camera, found.packaging_g, tare(tx)) == ("/dev/video2", 35, 35)
        assert scale_of(tx, desk.station) == "/dev/ttyUSB0?baud=4800"
    assert stored(shop_store, desk.station) == ["serial_port:///dev/ttyACM0", "scale:///dev/ttyUSB0?baud=4800"]
    assert "下次启动" in page.told.text()
    assert "空纸箱" not in page.told.text()
    page.packaging.setValue(0)
    with qtbot.waitSignal(desk.answered):
        page.save()
    assert "空纸箱" in page.told.text()


def test_a_sku_asks_for_its_serial_number(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    page = _page(desk, qtbot)
    page.what.setCurrentIndex(page.what.findData("serial"))
    page.sku.setText("6900000000011")
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.sku, Qt.Key.Key_Return)
    with shop_store.read() as tx:
        assert catalogue.by_codes(tx, ["WY-CW-120"])["WY-CW-120"].capture == "serial"
    page.sku.setText("NOBODY")
    with qtbot.waitSignal(desk.answered):
        page.save_sku()
    assert "NOBODY" in desk.trouble.text()
