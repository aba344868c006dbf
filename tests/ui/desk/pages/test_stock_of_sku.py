"""A SKU by code or barcode, with what may be sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests import shop
from ui.desk.pages.stock_of_sku import StockOfSku

if TYPE_CHECKING:
    from pathlib import Path

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


def test_movements_add_up_and_what_is_missing_says_who_and_until_when(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store
) -> None:
    shop.put(shop_store, shop.order(qty=12))
    page = look_up(desk, qtbot, "WY-CW-120")
    assert [(row.delta, row.after, row.reason) for row in page.moves.rows] == [(10, 10, "count")]
    (ticket,) = page.tickets.rows
    model = page.tickets.model
    shown = [str(model.data(model.index(0, column))) for column in range(model.columnCount())]
    assert shown[2:] == ["供应商", "HZ1", "2", "2001"]
    assert ticket.due_at > shop_store.clock.now()


def test_a_count_goes_out_and_comes_back_through_the_window(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path
) -> None:
    page = look_up(desk, qtbot, "SOCK")
    path = tmp_path / "count.xlsx"
    with qtbot.waitSignal(desk.answered):
        page.write_list(path)
    book = openpyxl.load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        row[-1].value = {"SOCK": 7}.get(row[0].value)
    book.save(path)
    with qtbot.waitSignals([desk.answered, desk.answered]):
        page.read_list(path)
    qtbot.waitUntil(lambda: bool(page.table.rows) and page.table.rows[0].shelf.on_hand == 7)
    assert [(row.delta, row.after) for row in page.moves.rows] == [(-3, 7), (10, 10)]
