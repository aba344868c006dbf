"""The real window on the real store: keys of a scanner in, a painted answer out, every read kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.orders.ids import short_code
from station.packing.view import Step, Verdict
from station.people.codes import badge_code
from station.settings import Settings
from station.store import scans
from station.store.engine import open_store
from tests import shop
from ui import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.bench.window import BenchWindow


@pytest.fixture
def settings(sqlite_url: str, home: Path) -> Settings:
    return Settings(home, sqlite_url, "1")


@pytest.fixture
def order_id(settings: Settings) -> str:
    store = open_store(settings)
    shop.build(store)
    (made,) = shop.put(store, shop.order())
    store.close()
    return made


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, order_id: str) -> Iterator[BenchWindow]:
    made = app.bench_window(settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def test_scans_typed_before_the_store_is_open_are_acted_on_in_order(
    qtbot: QtBot, window: BenchWindow, order_id: str
) -> None:
    for code in (badge_code("1001"), short_code(order_id)):
        QTest.keyClicks(window, code)
        QTest.keyClick(window, Qt.Key.Key_Return)
    assert window.view().step is Step.LOGIN
    window.begin()
    qtbot.waitUntil(lambda: window.view().verdict is Verdict.GO, timeout=15_000)
    assert window.view().operator == "王芳"
    assert window.page.band.accessibleName().startswith("可发")


def test_every_read_is_stored_and_marked_done(
    qtbot: QtBot, window: BenchWindow, settings: Settings, order_id: str
) -> None:
    window.begin()
    for code in (badge_code("1001"), short_code(order_id), "6900000000011"):
        QTest.keyClicks(window, code)
        QTest.keyClick(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view().step is Step.WAIT_LABEL, timeout=15_000)
    window.close()
    store = open_store(settings)
    with store.read() as tx:
        assert scans.pending(tx, "1") == []
    store.close()
