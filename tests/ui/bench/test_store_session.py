"""The real window on the real store: keys of a scanner in, a painted answer out, every read kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scanners.events import Scan
from scanners.symbology import kind_of
from station.clock import SystemClock
from station.orders.ids import short_code
from station.packing.view import Step, Verdict
from station.people.codes import badge_code
from station.settings import Settings
from station.store import scans
from station.store.engine import Store, StoreUnavailableError, open_store, unavailable
from tests import shop
from ui import app
from ui.bench.store_session import StoreSession

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_the_bench_opens_by_itself_when_the_store_is_back(
    qtbot: QtBot, settings: Settings, order_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody presses a key: it tries again, and what was scanned meanwhile is acted on."""
    monkeypatch.setattr("ui.bench.window._RETRY_MS", 100)
    file = Path(settings.store_url.removeprefix("sqlite:///"))
    folder = settings.home / "share"
    folder.touch()  # the shared folder is not mounted
    window = app.bench_window(replace(settings, store_url=f"sqlite:///{folder / file.name}"))
    qtbot.addWidget(window)
    window.show()
    window.begin()
    for code in (badge_code("1001"), short_code(order_id)):
        QTest.keyClicks(window, code)
        QTest.keyClick(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "store" in window.troubles)
    folder.unlink()
    folder.mkdir()
    shutil.copyfile(file, folder / file.name)
    qtbot.waitUntil(lambda: window.view().verdict is Verdict.GO, timeout=15_000)
    assert "store" not in window.troubles
    window.close()


def _down(*_asked: object) -> NoReturn:
    raise unavailable()


def test_scans_the_store_could_not_take_come_first_when_it_is_back(
    settings: Settings, order_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = StoreSession(settings)
    session.start()
    codes = [badge_code("1001"), short_code(order_id), "6900000000011"]
    store = open_store(settings)
    reads = [Scan(code, code.encode(), kind_of(code), "wedge", SystemClock().now()) for code in codes]
    numbers = store.write(partial(scans.append, station="1", reads=reads))
    kept = [replace(read, seq=number) for read, number in zip(reads, numbers, strict=True)]
    with monkeypatch.context() as away:
        away.setattr(Store, "write", _down)
        for read in kept[:2]:
            with pytest.raises(StoreUnavailableError):
                session.scan(read)
    assert session.scan(kept[2]).step is Step.WAIT_LABEL
    with store.read() as tx:
        assert scans.pending(tx, "1") == []
    store.close()
    session.close()
