"""Any number finds the order; nothing found says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.orders.ids import short_code
from station.store import prints
from tests import shop
from ui.desk.label_look import LabelLook
from ui.desk.pages.find_order import FindOrder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def look_up(desk: DeskWindow, qtbot: QtBot, key: str) -> FindOrder:
    page = desk.page("find_order")
    assert isinstance(page, FindOrder)
    page.box.setText(key)
    with qtbot.waitSignal(desk.answered):
        page.look_up()
    return page


def test_short_code_and_platform_number_find_it(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    (order_id,) = shop.put(shop_store, shop.order("6917926768823643751"))
    for key in (short_code(order_id), "6917926768823643751", order_id):
        page = look_up(desk, qtbot, key)
        assert [row.order_id for row in page.table.model.rows] == [order_id]


def test_the_customer_is_masked(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop.put(shop_store, shop.order("6917926768823643751"))
    page = look_up(desk, qtbot, "6917926768823643751")
    page.table.copy()
    row = page.table.model.rows[0]
    assert "13800000001" not in row.customer
    assert "测试甲" not in row.customer


def test_nothing_found_says_what_to_do(desk: DeskWindow, qtbot: QtBot) -> None:
    page = look_up(desk, qtbot, "NO-SUCH")
    assert page.table.count.text() == "没有单号 NO-SUCH：核对一下，或先导入订单"


def test_the_label_of_the_only_one_found_is_shown_and_nothing_prints(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store
) -> None:
    shop.put(shop_store, shop.order("6917926768823643751"))
    page = look_up(desk, qtbot, "6917926768823643751")
    page.label.click()
    qtbot.waitUntil(lambda: bool(desk.findChildren(LabelLook)))
    (look,) = desk.findChildren(LabelLook)
    assert "每毫米 8 点" in look.told.text()
    whole = look.picture.pixmap().size()
    QTest.keyClick(look, Qt.Key.Key_F)
    dots = look.picture.pixmap().size()
    assert (dots.width(), dots.height()) == (608, 1040)
    assert whole.height() < dots.height()
    look.close()
    with shop_store.read() as tx:
        assert prints.listing(tx) == []


def test_without_an_order_the_label_button_says_what_to_do(desk: DeskWindow) -> None:
    page = desk.page("find_order")
    assert isinstance(page, FindOrder)
    page.label.click()
    assert page.told.text() == "先选一单"
