"""A desk window over a small real shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.settings import Settings
from station.store.engine import open_store
from tests import shop
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store


@pytest.fixture
def shop_store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    shop.build(opened)
    yield opened
    opened.close()


@pytest.fixture
def desk(qtbot: QtBot, shop_store: Store, home: Path) -> Iterator[DeskWindow]:
    window = DeskWindow(Settings(home, "", "1"), store=shop_store)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    with qtbot.waitSignal(window.answered):
        window.begin()
    yield window
    window.close()
