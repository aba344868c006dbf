"""The printers' page over a real store and an emulated printer: choose, check, print, keep; wrong values refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from printing.emulator import Emulator
from printing.printer import parse
from station.packing import printers
from station.packing.printers import Role
from station.people.roles import Role as Duty
from station.settings import Settings
from station.store.engine import open_store
from tests.station.people.staff import NUMBERS, PIN, hire
from ui.jobs import Jobs
from ui.setup.printers.opening import BenchAsks
from ui.setup.printers.window import PrintersPage
from ui.setup.sign_in import SignedIn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, store: Store) -> Iterator[PrintersPage]:
    window, jobs = QWidget(), Jobs()
    qtbot.addWidget(window)
    shown = PrintersPage(BenchAsks(jobs, store, "1", window), window)
    shown.open()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    yield shown
    shown.close()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    jobs.close()


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def kept(store: Store, station: str = "1") -> dict[Role, str]:
    with store.read() as tx:
        return printers.of_station(tx, station)


def said(qtbot: QtBot, page: PrintersPage, key: Qt.Key, *words: str) -> str:
    """Press a key and return the sentence with one of the words, or the first one."""

    def told(sentence: str) -> bool:
        return not words or any(word in sentence for word in words)

    with qtbot.waitSignal(page.told, timeout=20000, check_params_cb=told) as heard:
        QTest.keyClick(page, key)
    assert heard.args is not None
    return str(heard.args[0])


def test_a_printer_is_built_from_choices_by_keyboard_alone_and_kept(
    qtbot: QtBot, page: PrintersPage, store: Store, emulator: Emulator
) -> None:
    form = page.form
    form.place.setFocus()
    QTest.keyClicks(form.place, f"127.0.0.1:{emulator.port}")
    form.numbers["density"].setFocus()
    QTest.keyClicks(form.numbers["density"], "12")
    with qtbot.waitSignal(page.kept):
        QTest.keyClick(form.numbers["density"], Qt.Key.Key_Return)
    url = kept(store)[Role.WAYBILL]
    assert url.startswith(f"zpl+tcp://127.0.0.1:{emulator.port}?dpmm=8&width=76&height=130")
    assert "density=12" in url
    assert said(qtbot, page, Qt.Key.Key_F5, "打印机") == "打印机正常"
    assert "测试页" in said(qtbot, page, Qt.Key.Key_F9, "测试页已出")
    assert len(emulator.printed) == 1


def test_an_address_that_is_typed_fills_the_choices_and_other_options_stay(page: PrintersPage) -> None:
    page.form.address.setFocus()
    page.form.address.clear()
    QTest.keyClicks(page.form.address, "tspl+serial_port://COM3?baud=9600&width=100&height=150&dpmm=12&status=no")
    form = page.form
    assert (form.language.currentData(), form.way.currentData(), form.place.text()) == ("tspl", "serial_port", "COM3")
    assert (form.numbers["baud"].text(), form.numbers["width"].text()) == ("9600", "100")
    QTest.keyClicks(form.numbers["speed"], "4")
    assert "status=no" in form.url()
    assert "speed=4" in form.url()


def test_the_printers_own_font_is_asked_for_with_zpl_only(page: PrintersPage) -> None:
    form = page.form
    QTest.keyClicks(form.place, "COM3")
    form.way.setCurrentIndex(form.way.findData("serial_port"))
    QTest.keyClicks(form.own_font, "E:SIMSUN.TTF")
    assert form.own_font.isVisible()
    assert parse(form.url()).settings.font == "E:SIMSUN.TTF"
    form.language.setCurrentIndex(form.language.findData("tspl"))
    assert not form.own_font.isVisible()
    assert "font" not in form.url()
    form.address.clear()
    QTest.keyClicks(form.address, "zpl+serial_port://COM3?baud=9600&font=E:HEITI.TTF&status=no")
    assert form.own_font.text() == "E:HEITI.TTF"
    assert form.url().count("font=") == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("width", "50", "76 x 130"), ("width", "x", "10 到 320"), ("density", "31", "0 到 30"), ("gap", "-1", "0 到 30")],
)
def test_a_wrong_value_is_refused_with_reason_and_remedy(
    qtbot: QtBot, page: PrintersPage, store: Store, field: str, value: str, told: str
) -> None:
    page.form.place.clear()
    QTest.keyClicks(page.form.place, "10.0.0.9")
    page.form.numbers[field].clear()
    QTest.keyClicks(page.form.numbers[field], value)
    with qtbot.waitSignal(page.told) as heard:
        page.save.click()
    assert heard.args is not None
    assert told in heard.args[0]
    assert page.trouble.text() == heard.args[0]
    assert kept(store) == {}


def test_what_the_printer_says_is_shown(qtbot: QtBot, page: PrintersPage, emulator: Emulator) -> None:
    emulator.change(head_open=True)
    page.form.show_printer(Role.WAYBILL, emulator.url())
    assert "盖" in said(qtbot, page, Qt.Key.Key_F5)
    assert "盖" in said(qtbot, page, Qt.Key.Key_F9, "测试页没打出来")
    page.form.show_printer(Role.WAYBILL, emulator.url().replace("zpl+", "escpos+"))
    emulator.change(head_open=False)
    assert "ZPL" in said(qtbot, page, Qt.Key.Key_F5)


def test_looking_fills_the_form_with_what_was_found(
    qtbot: QtBot, page: PrintersPage, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printing.discovery.network.PORT", emulator.port)
    page.finding.range.setText("127.0.0.1-2")
    with qtbot.waitSignal(page.finding.ended) as ended:
        QTest.keyClick(page.finding.range, Qt.Key.Key_Return)
    assert ended.args == [1]
    QTest.keyClick(page.finding.hits, Qt.Key.Key_Return)
    assert page.form.place.text() == f"127.0.0.1:{emulator.port}"


def test_a_range_that_is_too_large_is_refused(qtbot: QtBot, page: PrintersPage) -> None:
    page.finding.range.setText("10.0.0.0/8")
    with qtbot.waitSignal(page.told) as heard:
        page.finding.ways["network"].click()
    assert heard.args is not None
    assert "1024" in heard.args[0]


def test_looking_can_be_stopped(qtbot: QtBot, page: PrintersPage) -> None:
    page.finding.range.setText("127.0.0.1-254")
    page.finding.asked.connect(lambda _at: page.finding.stop.click())
    with qtbot.waitSignal(page.finding.ended, timeout=20000):
        page.finding.ways["network"].click()
    assert page.finding.ways["network"].isEnabled()


def test_another_benchs_printer_is_set_up_here_and_taken_away(
    qtbot: QtBot, page: PrintersPage, store: Store, emulator: Emulator
) -> None:
    page.bench.setCurrentText("3")
    page.refresh()
    qtbot.waitUntil(lambda: "从这台电脑" in page.sentence.text())
    page.list.setCurrentRow(1)
    page.form.show_printer(Role.ITEM, emulator.url().replace("width=76", "width=60"))
    with qtbot.waitSignal(page.kept):
        page.save.click()
    assert list(kept(store, "3")) == [Role.ITEM]
    assert kept(store) == {}
    qtbot.waitUntil(page.remove.isEnabled)
    with qtbot.waitSignal(page.kept):
        page.remove.click()
    assert kept(store, "3") == {}


def test_a_guarded_shop_asks_for_the_pin(qtbot: QtBot, store: Store, emulator: Emulator) -> None:
    hire(store)
    window, jobs = QWidget(), Jobs()
    qtbot.addWidget(window)
    asks = BenchAsks(jobs, store, "1", window)
    asked: list[str] = []

    def who(known: str) -> SignedIn | None:
        asked.append(known)
        return SignedIn(NUMBERS[Duty.SUPERVISOR], PIN) if len(asked) == 2 else None

    asks.asks_who = who
    page = PrintersPage(asks, window)
    page.open()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    page.form.show_printer(Role.WAYBILL, emulator.url())
    with qtbot.waitSignal(page.told):
        page.save.click()
    assert kept(store) == {}
    with qtbot.waitSignal(page.kept):
        page.save.click()
    assert kept(store) == {Role.WAYBILL: emulator.url()}
    page.close()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    jobs.close()
