"""A SKU by code or barcode, with what may be sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import shop
from ui.desk.pages.stock_of_sku import StockOfSku

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def look_up(desk: DeskWindow, qtbot: QtBot, sku: str) -> StockOfSku:
    page = desk.page("stock_of_sku")
    assert isinstance(page, StockOfSku)
    page.box.setText(sku)
    with qtbot.waitSignal(desk.answered):
        page.look_up()
    return page


def test_a_barcode_shows_the_shelves(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop.put(shop_store, shop.order(qty=2))
    page = look_up(desk, qtbot, "6900000000011")
    model = page.table.model
    shown = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert [str(cell) for cell in shown] == ["杭州一仓", "10", "2", "0", "0", "8"]
    assert page.name.text().startswith("WY-CW-120 · 儿童卫衣")
    assert "可售 8" in page.sums.text()


def test_an_unknown_sku_is_told(desk: DeskWindow, qtbot: QtBot) -> None:
    look_up(desk, qtbot, "NOBODY")
    assert "NOBODY" in desk.trouble.text()
