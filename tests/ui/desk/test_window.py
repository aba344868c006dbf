"""The frame: pages by key, errors told, the store opened late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import UserError
from station.registry import extensions
from station.settings import Settings
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store


def test_the_pages_stand_in_their_order(desk: DeskWindow) -> None:
    shown = [desk.list.item(row).text() for row in range(desk.list.count())]
    pages = sorted(extensions("ui.desk.pages", "page").values(), key=lambda page: page.order)
    assert shown == [page.title for page in pages]
    assert shown[0] == "查订单"
    assert {"待办", "售后", "退回的货", "导入订单", "打印队列", "退货用语", "提示规则"} <= set(shown)


def test_a_page_is_built_once(desk: DeskWindow) -> None:
    assert desk.page("stock_of_sku") is desk.page("stock_of_sku")


def test_an_error_is_told_and_goes_with_the_next_answer(desk: DeskWindow, qtbot: QtBot) -> None:
    def refuse(_store: Store) -> None:
        raise UserError("没有这个商品", "核对编码")

    with qtbot.waitSignal(desk.answered):
        desk.ask(refuse, then=lambda _nothing: None)
    assert desk.trouble.text() == "没有这个商品\n核对编码"
    assert desk.trouble.isVisible()
    with qtbot.waitSignal(desk.answered):
        desk.ask(lambda _store: 1, then=lambda _one: None)
    assert not desk.trouble.isVisible()


def test_it_opens_its_own_store_on_the_worker(qtbot: QtBot, sqlite_url: str, home: Path) -> None:
    window = DeskWindow(Settings(home, sqlite_url, "1"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.answered):
        window.begin()
    assert not window.trouble.isVisible()
    window.close()
