"""The real window, journal, store, spooler and emulated printer together, on good days and bad ones."""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from printing.emulator import Emulator
from station.orders.canonical import CanonicalCase, CaseType
from station.orders.ids import short_code
from station.orders.states import State
from station.packing.labels import PRINTER
from station.packing.view import Result, Step, Verdict
from station.people.codes import badge_code
from station.settings import Settings
from station.stock import lock
from station.store import choices, prints
from station.store import orders as master
from station.store.engine import Store, open_store
from tests import shop
from ui import app
from ui.demo.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.bench.window import BenchWindow

ITEM = "6900000000011"


class Bench:
    """One bench with its own printer."""

    def __init__(self, settings: Settings, emulator: Emulator, qtbot: QtBot) -> None:
        self.settings, self.emulator, self.qtbot = settings, emulator, qtbot
        self.store: Store = open_store(settings)
        shop.build(self.store)
        self.store.write(lambda tx: choices.put(tx, f"printer:1:{PRINTER}", emulator.url()))
        self.window, self.hands = self.open()
        self.hands.scan(badge_code("1001"))

    def open(self) -> tuple[BenchWindow, Hands]:
        """Open the window, as after a restart."""
        window = app.bench_window(self.settings)
        self.qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        window.begin()
        hands = Hands(window)
        hands.until(lambda: not window.jobs.pending, "the window did not open")
        return window, hands

    def order(self, number: str = "6900000000000000001") -> str:
        """Accept one order and return its id."""
        return shop.put(self.store, shop.order(number))[0]

    def state(self, order_id: str) -> str:
        """Return the state of the order's label."""
        with self.store.read() as tx:
            jobs = prints.of_order(tx, order_id)
        return str(jobs[-1].state) if jobs else ""

    def code(self, order_id: str) -> str:
        """Return the code on the order's label."""
        with self.store.read() as tx:
            return str(prints.of_order(tx, order_id)[-1].code)


@pytest.fixture
def bench(home: Path, sqlite_url: str, qtbot: QtBot) -> Iterator[Bench]:
    gc.collect()
    gc.disable()  # widgets are collected in the window's thread only
    with Emulator() as emulator:
        made = Bench(Settings(home, sqlite_url, "1"), emulator, qtbot)
        yield made
        made.window.close()
        made.store.close()
    gc.enable()


def test_from_keys_to_paper_and_back(bench: Bench) -> None:
    order_id = bench.order()
    assert bench.hands.scan(short_code(order_id)).verdict is Verdict.GO
    bench.hands.scan(ITEM)
    bench.hands.until(lambda: bench.window.view().step is Step.SCAN_LABEL, "no label")
    assert len(bench.emulator.printed) == 1
    shown = bench.hands.scan(bench.code(order_id))
    assert (shown.sound, shown.packed_today) == ("all_done", 1)
    assert bench.state(order_id) == prints.CONFIRMED


def test_a_printer_that_is_off_is_told_and_prints_once_when_it_is_back(bench: Bench) -> None:
    bench.emulator.change(head_open=True)
    order_id = bench.order()
    bench.hands.scan(short_code(order_id))
    bench.hands.scan(ITEM)
    bench.hands.until(lambda: bench.state(order_id) == prints.FAILED, "the trouble was not noticed")
    bench.hands.until(lambda: bench.window.page.banner.shown is not None, "the packer was not told")
    assert bench.emulator.printed == []
    bench.emulator.change(head_open=False)
    bench.hands.until(lambda: bench.window.view().step is Step.SCAN_LABEL, "no label after the printer came back", 20)
    assert len(bench.emulator.printed) == 1


def test_the_session_goes_on_after_a_restart(bench: Bench) -> None:
    order_id = shop.put(bench.store, shop.order("6900000000000000002", qty=2))[0]
    bench.hands.scan(short_code(order_id))
    bench.hands.scan(ITEM)
    bench.window.close()
    bench.window, bench.hands = bench.open()
    shown = bench.window.view()
    assert shown.order is not None
    assert shown.order.order_id == order_id
    assert shown.items[0].scanned == 1
    assert bench.hands.scan(ITEM).print_jobs


def test_a_refund_that_comes_in_stops_the_open_order_by_itself(bench: Bench) -> None:
    order_id = bench.order()
    bench.hands.scan(short_code(order_id))
    case = CanonicalCase("S1", CaseType.REFUND_ONLY, open=False, agreed=True)
    shop.put(bench.store, shop.order(cases=(case,), updated_at=shop.NOW + timedelta(minutes=1)))
    bench.hands.until(lambda: bench.window.view().verdict is Verdict.STOP, "the packer was not stopped", 3)
    assert bench.window.view().alarm is not None
    assert bench.window.view().sound == "stop"
    assert bench.hands.scan(ITEM).print_jobs == ()


def test_without_a_scanner_codes_are_typed(bench: Bench) -> None:
    order_id = bench.order()
    QTest.keyClicks(bench.window, short_code(order_id), Qt.KeyboardModifier.NoModifier, 80)
    bench.qtbot.waitUntil(bench.window._typed.isVisible, timeout=3000)
    bench.qtbot.wait(200)
    QTest.keyClick(bench.window._typed, Qt.Key.Key_Return)
    bench.hands.until(lambda: bench.window.view().verdict is Verdict.GO, "the typed code did nothing")
    assert not bench.window._typed.isVisible()
    assert bench.hands.scan(ITEM).print_jobs


def test_a_double_read_is_one_read_and_a_second_piece_is_another(bench: Bench) -> None:
    order_id = shop.put(bench.store, shop.order("6900000000000000003", qty=3))[0]
    bench.hands.scan(short_code(order_id))
    assert bench.hands.scan(ITEM).items[0].scanned == 1
    assert bench.hands.scan(ITEM).items[0].scanned == 2


def test_an_unknown_code_is_an_alarm_and_nothing_is_lost(bench: Bench) -> None:
    order_id = bench.order()
    bench.hands.scan(short_code(order_id))
    assert bench.hands.scan("4006381333931").result is Result.UNKNOWN
    assert bench.hands.scan(ITEM).print_jobs


def test_without_waybill_numbers_the_packer_is_told_what_to_do(bench: Bench) -> None:
    from sqlalchemy import delete

    from station.store.schema.prints import waybill_pool

    bench.store.write(lambda tx: tx.execute(delete(waybill_pool)))
    order_id = bench.order()
    bench.hands.scan(short_code(order_id))
    bench.hands.scan(ITEM)
    shown = bench.window.page.banner.shown
    assert shown is not None
    assert "运单号用完了" in shown.happened
    assert bench.state(order_id) == ""


def test_one_key_locks_an_order_that_has_no_lock_and_opens_it(bench: Bench) -> None:
    order_id = bench.order()
    bench.store.write(lambda tx: lock.release_order(tx, order_id))
    bench.store.write(lambda tx: master.set_order(tx, order_id, state=State.REVIEWED, locked_at=None))
    shown = bench.hands.scan(short_code(order_id))
    assert (shown.verdict, shown.lockable) == (Verdict.STOP, True)
    shown = bench.hands.press(Qt.Key.Key_F7)
    assert (shown.verdict, shown.step) == (Verdict.GO, Step.SCAN_ITEM)
    assert "付款后" in shown.reason[0]
