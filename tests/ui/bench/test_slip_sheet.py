"""A packer sees the handwriting each line of a slip's order came from; without a slip a sentence says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from station.intake.entry import WrittenItem
from station.orders.ids import short_code
from station.people.codes import badge_code
from station.settings import Settings
from station.slips.confirm import ReviewedSlip, confirm
from station.slips.written import NoSlipError
from station.store import photos, slips
from station.store.engine import open_store
from tests import shop
from tests.source import ROOT
from ui import app, slip_crops
from ui.demo.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.bench.window import BenchWindow

PHOTO = ROOT / "tests" / "data" / "slips" / "table.jpg"
DRAFT = {
    "customer": "钟洋",
    "items": [
        {"box": [10, 10, 60, 30], "qty_box": None},
        {"box": [100, 200, 300, 240], "qty_box": [320, 200, 360, 240]},
    ],
}


@pytest.fixture
def store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    shop.build(opened)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, store: Store, sqlite_url: str, home: Path) -> Iterator[BenchWindow]:
    opened = app.bench_window(Settings(home, sqlite_url, "1"))
    qtbot.addWidget(opened)
    opened.resize(1366, 768)
    opened.show()
    opened.begin()
    yield opened
    opened.close()


def _slip(store: Store) -> str:
    sha = photos.keep(store.home / "photos", store.vault, PHOTO.read_bytes())
    store.write(lambda tx: slips.put_draft(tx, sha, DRAFT, station="1"))
    items = (WrittenItem("WY-CW-120", 3), WrittenItem("SOCK", 2))
    slip = ReviewedSlip("钟洋", "13636384447", "陕西省西安市莲湖区北关正街223号", items, lines=(2, 7))
    return store.write(lambda tx: confirm(tx, sha, slip, station="1", actor="1001"))


def test_the_handwriting_stands_over_the_list_until_a_key(window: BenchWindow, store: Store) -> None:
    hands, sheet = Hands(window), window.page.label
    hands.until(lambda: not window.jobs.pending, "the window did not open")
    hands.scan(badge_code("1001"))
    hands.scan(short_code(_slip(store)))
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    hands.until(sheet.isVisible, "the slip does not show")
    assert sheet.accessibleName() == "手写原样"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    hands.until(lambda: not sheet.isVisible(), "a key does not put it away")


def test_each_line_has_its_own_part_of_the_photo(store: Store, qtbot: QtBot) -> None:
    drawn = slip_crops.of_order(store, _slip(store))
    assert drawn.height() == 2 * slip_crops._HIGH
    inked = [_inked(drawn, row * 120) for row in range(2)]
    assert inked[0] > 0.5
    assert inked[1] == 0  # a person added it: nothing was written


def test_an_order_without_a_slip_says_so(store: Store) -> None:
    (order_id,) = shop.put(store, shop.order())
    with pytest.raises(NoSlipError):
        slip_crops.of_order(store, order_id)


def _inked(drawn: QImage, top: int) -> float:
    part = [drawn.pixelColor(x, top + 60) != QColor("white") for x in range(20, 420)]
    return sum(part) / len(part)
