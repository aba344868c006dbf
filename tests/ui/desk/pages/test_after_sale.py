"""Cases to decide: both sides shown, one key decides, Enter arranges the exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.orders.canonical import CaseType
from station.orders.find import one
from station.store import returns as cases
from station.store import stock
from tests.station.returns.cases import NUMBER, case, tell
from ui.desk.pages.after_sale import AfterSale

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def shown(desk: DeskWindow, qtbot: QtBot) -> AfterSale:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("after_sale")
    assert isinstance(page, AfterSale)
    return page


def press(qtbot: QtBot, page: AfterSale, key: Qt.Key) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, key)


def test_both_sides_are_shown_and_a_key_decides(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    order_id = tell(shop_store, case(CaseType.EXCHANGE, text="不换了，退货退款"))
    page = shown(desk, qtbot)
    assert page.platform.text() == "换货"
    assert page.words.text().startswith("退货退款")
    with qtbot.waitSignal(desk.answered):
        press(qtbot, page, Qt.Key.Key_3)
    with shop_store.read() as tx:
        assert cases.case(tx, order_id, "R1").intent == "退货退款"  # type: ignore[union-attr]
    assert page.table.model.rows == ()


def test_a_decided_exchange_is_arranged_with_the_scanned_item(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store
) -> None:
    order_id = tell(shop_store, case(CaseType.REFUND_ONLY, text="换个颜色，别退款"))
    page = shown(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        press(qtbot, page, Qt.Key.Key_1)
    page.box.setText("6900000000028")  # the barcode of the blue one
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert page.told.text().startswith(f"【换货】{NUMBER}")
    with shop_store.read() as tx:
        made = cases.case(tx, order_id, "R1")
        assert made is not None
        assert made.new_sku == "WY-FB-120"
        assert [held.kind for held in stock.live(tx, order_id)] == ["exchange_hold"]


def test_the_words_name_the_new_item(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    order_id = tell(shop_store, case(CaseType.EXCHANGE, text="换成雾蓝的"))
    page = shown(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.arrange()
    with shop_store.read() as tx:
        assert cases.case(tx, order_id, "R1").new_sku == "WY-FB-120"  # type: ignore[union-attr]


def test_scanning_an_order_selects_its_case(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    tell(shop_store, case(CaseType.EXCHANGE, text="不换了，退货退款"))
    with shop_store.read() as tx:
        code = one(tx, NUMBER).short_code
    page = shown(desk, qtbot)
    page.table.view.clearSelection()
    page.box.setText(code)
    page.arrange()
    assert page.table.selected()[0].short_code == code
    assert page.box.text() == ""


def test_a_hostile_text_stays_text(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    tell(shop_store, case(CaseType.REFUND_ONLY, text="<b>换L码</b>\u202e" + "换" * 9000))
    page = shown(desk, qtbot)
    assert page.width() < 1440
    assert "<b>" in page.text.toPlainText()
