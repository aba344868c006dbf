"""A watched folder: what is saved into it is imported by itself, and remembered when the desk opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.desk.pages.test_import_orders import EXPORT, page_of
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store


def test_what_is_saved_into_it_is_imported(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    page = page_of(desk, qtbot)
    page.watch.watch(folder)
    (folder / "orders.csv").write_text(EXPORT, encoding="utf-8")
    for _look in range(2):
        with qtbot.waitSignal(desk.answered):
            page.watch.look()
    qtbot.waitUntil(lambda: len(page.results()) == 1)
    assert page.results()[0].new == 1
    assert "exports" in page.watch.text()


def test_a_folder_that_is_away_is_told(desk: DeskWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(desk, qtbot)
    page.watch.watch(tmp_path / "usb")
    with qtbot.waitSignal(page.watch.troubled):
        page.watch.look()
    assert "usb" in page.told.text()


def test_it_is_remembered_for_the_station(desk: DeskWindow, qtbot: QtBot, tmp_path: Path, shop_store: Store) -> None:
    from station.settings import Settings

    page = page_of(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.watch.watch(tmp_path)
    again = DeskWindow(Settings(tmp_path / "home", "", "1"), store=shop_store)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.answered):
        again.begin()
    other = page_of(again, qtbot)
    qtbot.waitUntil(lambda: tmp_path.name in other.watch.text())
    again.close()
