"""A supervisor builds a rule through the window, sees it in words, rehearses it, switches it on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.hints.decide import decide
from tests import shop
from ui.desk.pages.rules import Rules

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.rule_editor import Line
    from ui.desk.window import DeskWindow


def shown(desk: DeskWindow, qtbot: QtBot) -> Rules:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("rules")
    assert isinstance(page, Rules)
    return page


def _choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))


def _fill(line: Line, fact: str, op: str, value: str) -> None:
    _choose(line.fact, fact)
    _choose(line.op, op)
    QTest.keyClicks(line.value, value)


def test_a_rule_is_built_rehearsed_and_switched_on_in_the_window(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store
) -> None:
    order_id, _small = shop.put(shop_store, shop.order("7", qty=4), shop.order("8"))
    page = shown(desk, qtbot)
    QTest.keyClicks(page.editor.name, "BIG")
    (group,) = page.editor.groups
    _fill(group.lines[0], "pieces", ">=", "3")
    QTest.mouseClick(group.more, Qt.MouseButton.LeftButton)
    _fill(group.lines[1], "sku", "begins", "WY-")
    QTest.mouseClick(page.editor.more, Qt.MouseButton.LeftButton)
    _fill(page.editor.groups[1].lines[0], "channel", "is", "douyin")
    QTest.keyClicks(page.editor.sentence, "box for ")
    page.editor.field.setCurrentIndex(page.editor.field.findData("pieces"))
    page.editor.field.activated.emit(page.editor.field.currentIndex())
    with qtbot.waitSignal(desk.answered):
        QTest.mouseClick(page.keys["F5"], Qt.MouseButton.LeftButton)
    assert [hit.text for hit in page.hits.model.rows] == ["box for 4"]
    assert "（件数 ≥ 3 且 SKU 开头是 WY-） 且 渠道 是 douyin" in page.told.text()
    assert _hints(shop_store, order_id) == []
    with qtbot.waitSignal(desk.answered):
        QTest.mouseClick(page.keys["F6"], Qt.MouseButton.LeftButton)
    assert _hints(shop_store, order_id) == ["box for 4"]
    page.table.view.selectRow(0)
    with qtbot.waitSignal(desk.answered):
        page.switch_off()
    assert _hints(shop_store, order_id) == []


def test_a_rule_is_opened_again_and_kept_as_a_new_version(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop.put(shop_store, shop.order("7"))
    page = shown(desk, qtbot)
    page.editor.name.setText("A")
    page.editor.sentence.setText("one")
    _fill(page.editor.groups[0].lines[0], "pieces", ">=", "1")
    page.editor.ends.setChecked(True)
    with qtbot.waitSignal(desk.answered):
        page.rehearse()
    page.edit(page.table.model.rows[0])
    before = page.editor.rule_body()
    assert (before["sentence"], before["when"]["parts"][0]["value"]) == ("one", "1")
    assert before["until"].endswith("T00:00:00+08:00")
    page.editor.sentence.setText("two")
    with qtbot.waitSignal(desk.answered):
        page.rehearse()
    with qtbot.waitSignal(desk.answered):
        page.switch_on()
    page.table.view.selectRow(0)
    with qtbot.waitSignal(desk.answered):
        page.versions()
    assert [(row.rule.version, row.state) for row in page.table.model.rows] == [(2, "on"), (1, "draft")]


def test_what_is_no_rule_is_told(desk: DeskWindow, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    assert not page.keys["F6"].isEnabled()
    with qtbot.waitSignal(desk.answered):
        page.rehearse()
    assert desk.trouble.isVisible()
    page.new()


def _hints(store: Store, order_id: str) -> list[str]:
    return [card.text for card in store.write(lambda tx: decide(tx, order_id)) if card.rule.startswith("own:")]


def test_a_condition_taken_out_twice_is_out_once(desk: DeskWindow, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    (group,) = page.editor.groups
    first, second = group.lines[0], group.add()
    first.gone.click()
    first.gone.click()
    assert group.lines == [second]
