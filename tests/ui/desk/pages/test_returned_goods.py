"""Returned goods: scanned in, inspected with one key and a photo, put away; a sealed parcel is scanned out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.clock import SystemClock
from station.orders.canonical import CaseType
from station.orders.states import State
from station.returns.follow import follow
from station.returns.goods import Condition
from station.store import orders as master
from station.store import parcels, stock
from tests.station.returns.cases import NUMBER, case, tell
from ui.desk.pages.returned_goods import ReturnedGoods

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def shown(desk: DeskWindow, qtbot: QtBot) -> ReturnedGoods:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("returned_goods")
    assert isinstance(page, ReturnedGoods)
    return page


def press(qtbot: QtBot, page: ReturnedGoods, key: Qt.Key) -> None:
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, key)


def _gone(store: Store, order_id: str, **values: object) -> None:
    store.write(lambda tx: master.set_order(tx, order_id, state_at=tx.now, **values))
    store.write(lambda tx: follow(tx, order_id))


def _scan(desk: DeskWindow, qtbot: QtBot, page: ReturnedGoods, code: str) -> None:
    page.box.setText(code)
    with qtbot.waitSignal(desk.answered):
        QTest.keyClick(page.box, Qt.Key.Key_Return)


def test_a_return_is_received_inspected_and_put_away(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path, home: Path
) -> None:
    order_id = tell(shop_store, case(CaseType.RETURN_REFUND, text="退货退款"))
    _gone(shop_store, order_id, state=State.SHIPPED, packed_at=SystemClock().now(), shipped_at=SystemClock().now())
    page = shown(desk, qtbot)
    _scan(desk, qtbot, page, NUMBER)
    assert page.table.selected()[0].step == "inspect"
    assert page.keys[Condition.RESELLABLE].isEnabled()
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"\xff\xd8picture")
    page.add_photo(picture)
    with qtbot.waitSignal(desk.answered):
        press(qtbot, page, Qt.Key.Key_1)
    with shop_store.read() as tx:
        (parcel,) = parcels.of_order(tx, order_id)
    assert (parcel.state, parcel.condition) == ("inspected", "resellable")
    assert list((home / "photos").rglob(f"{parcel.photo}.sealed"))
    with qtbot.waitSignal(desk.answered):
        page.put_away()
    assert page.table.model.rows == ()
    with shop_store.read() as tx:
        assert stock.shelves(tx, ["WY-CW-120"])[0].quarantine == 0


def test_a_sealed_parcel_leaves_the_recall_list_by_a_scan(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    order_id = tell(shop_store)
    _gone(shop_store, order_id, packed_at=SystemClock().now())
    tell(shop_store, case(CaseType.REFUND_ONLY, text="仅退款"))
    page = shown(desk, qtbot)
    assert [row.step for row in page.table.model.rows] == ["fetch"]
    _scan(desk, qtbot, page, NUMBER)
    assert page.table.model.rows == ()
    with shop_store.read() as tx:
        assert parcels.open_recall(tx, order_id) is None


def test_a_number_nobody_knows_is_told(desk: DeskWindow, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    _scan(desk, qtbot, page, "NOTHING1")
    assert desk.trouble.isVisible()
