"""A clerk with the phone at the ear: paste, look, Enter; one key puts a wrong code right; the last order undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from station.orders.find import find
from ui.desk.pages.quick_entry import QuickEntry

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow

LINE = "张三 13812345678 浙江省绍兴市柯桥区齐贤街道万商路188号 "


def typed(desk: DeskWindow, qtbot: QtBot, text: str) -> QuickEntry:
    page = desk.page("quick_entry")
    assert isinstance(page, QuickEntry)
    with qtbot.waitSignal(desk.answered):
        page.line.setPlainText(text)
    return page


def test_enter_makes_the_order_and_undo_takes_it_back(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    page = typed(desk, qtbot, LINE + "WY-CW-120 x2")
    assert "绍兴市" in page.person.text()
    assert [(item.sku, item.qty) for item in page.table.model.rows] == [("WY-CW-120", 2)]
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.toPlainText() == ""
    with shop_store.read() as tx:
        (made,) = find(tx, "5678")
    assert made.short_code in page.told.text()
    with qtbot.waitSignal(desk.answered):
        page.undo.click()
    with shop_store.read() as tx:
        (undone,) = find(tx, "5678")
    assert undone.state == "cancelled"
    assert not page.undo.isEnabled()


def test_a_wrong_code_is_put_right_by_one_key(desk: DeskWindow, qtbot: QtBot) -> None:
    page = typed(desk, qtbot, LINE + "WY-CW-12O x2")
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert "WY-CW-12O" in desk.trouble.text()
    assert page.line.toPlainText() != ""
    (right,) = [one for one in page.findChildren(QPushButton) if " WY-CW-120 " in one.text()]
    assert "奶油白" in right.text()
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.line, Qt.Key(Qt.Key.Key_0 + int(right.text()[4])), Qt.KeyboardModifier.AltModifier)
    assert [item.sku for item in page.table.model.rows] == ["WY-CW-120"]


def test_shift_enter_starts_a_new_line(desk: DeskWindow, qtbot: QtBot) -> None:
    page = typed(desk, qtbot, LINE)
    QTest.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.line, Qt.Key.Key_End)  # Qt remembers Shift until the next key
    assert "\n" in page.line.toPlainText()
