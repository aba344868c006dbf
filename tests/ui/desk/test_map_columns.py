"""A file nobody knows: the person says what its columns are, sees what becomes of the rows, and it goes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox

from station.orders.find import find
from tests.station.intake.test_profiles import FILE
from tests.ui.desk.pages.test_import_orders import page_of
from ui.desk.map_columns import MapColumns

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow

CHOSEN = {
    "number": "流水", "qty": "几个", "code": "货", "name": "给谁", "phone": "打给", "address": "送到", "status": "进度",
}  # fmt: skip


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def test_mapped_in_the_dialog_the_file_goes_in(
    desk: DeskWindow, qtbot: QtBot, tmp_path: Path, shop_store: Store
) -> None:
    path = tmp_path / "cloud.csv"
    path.write_text(FILE, encoding="utf-8")
    page = page_of(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.take([path])
    assert page.map.isVisible()
    with qtbot.waitSignal(desk.answered):
        page.map.click()
    dialog = page.findChild(MapColumns)
    assert isinstance(dialog, MapColumns)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    assert "订单号" in dialog.told.text()
    for name, column in CHOSEN.items():
        choose(dialog.columns[name], column)
    assert "排单中" in dialog.told.text()
    choose(dialog.words["排单中"], "paid")
    choose(dialog.words["废弃"], "cancelled")
    assert save.isEnabled()
    assert "WY-CW-120 × 2" in dialog.told.text()
    with qtbot.waitSignal(desk.answered):
        save.click()
    qtbot.waitUntil(lambda: [one.new for one in page.results()] == [2])
    with shop_store.read() as tx:
        assert find(tx, "0001")[0].state == "allocated"
