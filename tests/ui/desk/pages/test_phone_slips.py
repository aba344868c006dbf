"""The desk lets a phone in: the code on the screen is read back by a decoder, and the photos that came are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp
from PySide6.QtGui import QImage

from station.serve import tokens
from station.store import choices, slips
from ui.desk.pages.phone_slips import PhoneSlips

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow


def page_of(desk: DeskWindow, qtbot: QtBot) -> PhoneSlips:
    with qtbot.waitSignal(desk.answered):
        page = desk.page("phone_slips")
        page.show()
    assert isinstance(page, PhoneSlips)
    return page


def read_back(page: PhoneSlips) -> str:
    picture = page.code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey = memoryview(picture.constBits()).cast("B", (picture.height(), picture.bytesPerLine()))
    found = zxingcpp.read_barcodes(grey)
    return found[0].text if found else ""


def test_a_phone_reads_the_code_and_is_let_in(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    shop_store.write(lambda tx: choices.put(tx, tokens.ADDRESS, "https://192.168.100.100:8765"))
    page = page_of(desk, qtbot)
    assert not page.code.isVisible()
    with qtbot.waitSignal(desk.answered):
        page.show_code.click()
    address = read_back(page)
    assert address.startswith("https://192.168.100.100:8765/phone#")
    assert shop_store.write(lambda tx: tokens.redeem(tx, address.partition("#")[2]))
    assert "10 分钟" in page.told.text()
    page.over.timeout.emit()
    assert not page.code.isVisible()


def test_without_the_service_it_says_what_to_do(desk: DeskWindow, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot)
    with qtbot.waitSignal(desk.answered):
        page.show_code.click()
    page.count()
    assert "serve --host" in page.told.text()


def test_photos_that_came_are_counted(desk: DeskWindow, qtbot: QtBot, shop_store: Store) -> None:
    page = page_of(desk, qtbot)
    assert "没有" in page.came.text()
    shop_store.write(lambda tx: slips.put_photo(tx, "a" * 64, station="1"))
    with qtbot.waitSignal(desk.answered):
        page.count()
    assert page.came.text().startswith("1 ")
