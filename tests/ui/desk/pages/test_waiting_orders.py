"""Orders on their way: typed values and files move them on, one key makes a pick list and opens its sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDesktopServices

from station.intake.moves import set_profile
from station.orders.find import find
from station.orders.flow import Profile
from tests import shop
from ui.desk.pages.waiting_orders import WaitingOrders

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def shown(desk: DeskWindow, qtbot: QtBot) -> WaitingOrders:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("waiting_orders")
    assert isinstance(page, WaitingOrders)
    return page


def _state(store: Store, number: str) -> str:
    with store.read() as tx:
        return find(tx, number)[0].state


def test_a_file_and_typed_values_move_a_made_order_on(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path
) -> None:
    (order_id,) = shop.put(shop_store, shop.order("7"))
    shop_store.write(lambda tx: set_profile(tx, order_id, Profile.MADE, actor="2001", station="1"))
    page = shown(desk, qtbot)
    page.table.view.selectRow(0)
    assert page.file.isEnabled()
    drawing = tmp_path / "图纸.pdf"
    drawing.write_bytes(b"%PDF-1.4")
    with qtbot.waitSignal(desk.answered):
        page.attach(drawing)
    assert _state(shop_store, "7") == "reviewed"
    page.table.view.selectRow(0)
    page.box.setText("李工")
    with qtbot.waitSignal(desk.answered):
        page.go_on()
    assert _state(shop_store, "7") == "allocated"
    for typed in ("J-1", "2 号线"):
        page.table.view.selectRow(0)
        page.box.setText(typed)
        with qtbot.waitSignal(desk.answered):
            page.go_on()
    assert _state(shop_store, "7") == "picking"


def test_one_key_makes_a_list_and_opens_the_sheet(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    shop.put(shop_store, shop.order("7"), shop.order("8"))
    page = shown(desk, qtbot)
    page._folder = tmp_path
    with qtbot.waitSignal(desk.answered):
        page.make_list()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].endswith(".pdf")
    assert _state(shop_store, "7") == _state(shop_store, "8") == "picking"
    page.make_list()
    qtbot.waitUntil(lambda: "拣货" in desk.trouble.text())


def test_an_empty_shop_says_what_to_do(desk: DeskWindow, qtbot: QtBot) -> None:
    page = shown(desk, qtbot)
    assert page.table.model.rows == ()
    page.go_on()
