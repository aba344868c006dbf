"""The window acts on scans and keys in their order, and says what went wrong."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from scanners.events import Kind, Scan
from station.packing.reasons import reasons
from station.packing.view import Step
from station.people.codes import again_code, command_code, reason_code
from station.people.permit import SecondPersonError
from station.store.engine import StoreUnavailableError
from tests.ui import views
from ui.bench.window import BenchWindow
from ui.setup.sign_in import SignedIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from station.packing.view import BenchView

AT = datetime(2026, 11, 22, 2, 42, tzinfo=UTC)


def scanned(code: str) -> Scan:
    return Scan(code, code.encode(), Kind.CODE, "wedge", AT)


class Told:
    """A session that answers by code, from a table a test can change."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.answers: dict[str, Callable[[], BenchView]] = {}
        self.now = views.LOGIN
        self.closed = False

    def start(self) -> BenchView:
        return self.now

    def scan(self, scan: Scan) -> BenchView:
        self.heard.append(scan.text)
        return self.answers.get(scan.text, lambda: replace(views.GO, code=scan.text))()

    def prove(self, who: SignedIn) -> str:
        return who.badge

    def current(self) -> BenchView:
        return self.now

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def session() -> Told:
    return Told()


@pytest.fixture
def window(qtbot: QtBot, session: Told) -> Iterator[BenchWindow]:
    made = BenchWindow(session, station="3")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def test_scans_are_painted_in_their_order_none_lost(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    gate = threading.Event()
    session.answers["S0"] = lambda: (gate.wait(5), replace(views.GO, code="S0"))[1]
    painted: list[str] = []
    window.painted.connect(lambda view: painted.append(view.code))
    codes = [f"S{number}" for number in range(40)]
    for code in codes:
        window.hub.take(scanned(code))
    gate.set()
    qtbot.waitUntil(lambda: len(painted) == 40)
    assert painted == codes == session.heard


def test_scans_from_other_threads_arrive(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    threads = [threading.Thread(target=window.hub.take, args=(scanned(f"T{number}"),)) for number in range(8)]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(session.heard) == 8)
    for thread in threads:
        thread.join()


def test_scans_made_before_the_store_is_open_wait_behind_it(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    painted: list[str] = []
    window.painted.connect(lambda view: painted.append(view.code))
    window.begin()
    window.take(scanned("EARLY"))
    qtbot.waitUntil(lambda: len(painted) == 2)
    assert painted == ["", "EARLY"]


@pytest.mark.parametrize(
    ("key", "word"), [("F2", "UNDO"), ("F4", "SHORT"), ("F6", "REPRINT"), ("F8", "HOLD"), ("F9", "HELP")]
)
def test_a_key_is_the_same_as_its_barcode(
    qtbot: QtBot, window: BenchWindow, session: Told, key: str, word: str
) -> None:
    with qtbot.waitSignal(window.painted):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{key}"))
    assert session.heard == [command_code(word)]


def test_a_number_key_picks_an_order(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    session.answers["AMBIGUOUS"] = lambda: views.CHOOSE
    with qtbot.waitSignal(window.painted):
        window.take(scanned("AMBIGUOUS"))
    with qtbot.waitSignal(window.painted):
        QTest.keyClick(window, Qt.Key.Key_2)
    assert session.heard[-1] == "5P2-81K-C"


def test_f7_does_the_open_hint(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A1"))
    with qtbot.waitSignal(window.painted):
        QTest.keyClick(window, Qt.Key.Key_F7)
    assert session.heard[-1] == command_code("DONE")


def test_any_other_key_puts_an_alarm_away(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    session.answers["BAD"] = lambda: views.WRONG
    with qtbot.waitSignal(window.painted):
        window.take(scanned("BAD"))
    assert window.page.alarm.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.page.alarm.isVisible()


def test_a_store_that_is_down_is_told_and_taken_back(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    def down() -> BenchView:
        raise StoreUnavailableError("数据库连不上", "检查网线，然后再扫一次")

    session.answers["A1"] = down
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A1"))
    assert window.page.banner.accessibleName() == "数据库连不上 检查网线，然后再扫一次"
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A2"))
    assert not window.page.banner.isVisible()


def test_a_bug_is_a_sentence_never_a_traceback(
    qtbot: QtBot, window: BenchWindow, session: Told, caplog: pytest.LogCaptureFixture
) -> None:
    session.answers["A1"] = lambda: views.ALL["no such view"]
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A1"))
    assert "KeyError" in window.page.banner.accessibleName()
    assert "no such view" not in window.page.banner.accessibleName()
    assert "Traceback" in caplog.text
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A2"))
    assert window.view().code == "A2"


def test_a_printed_label_is_noticed(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    session.answers["LAST"] = lambda: views.WAIT
    session.now = views.WAIT
    with qtbot.waitSignal(window.painted):
        window.take(scanned("LAST"))
    session.now = views.LABEL
    qtbot.waitUntil(lambda: window.view().step is views.LABEL.step)


def test_closing_closes_the_session(window: BenchWindow, session: Told) -> None:
    window.close()
    assert session.closed


def test_the_reason_of_a_reprint_is_a_number_or_words_and_a_lead_may_agree(
    session: Told, window: BenchWindow, qtbot: QtBot
) -> None:
    asking = replace(views.GO, step=Step.GIVE_REASON)

    def alone() -> BenchView:
        raise SecondPersonError("补打要组长同意")

    session.answers[command_code("REPRINT")] = lambda: asking
    session.answers[again_code(2)] = alone
    window.asks_who = lambda _known: SignedIn("2001", "902417")
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.view().step is Step.GIVE_REASON)
    session.now = replace(views.GO, step=Step.SCAN_LABEL)  # the printer says that the label is out
    window.refresh()
    qtbot.waitUntil(lambda: window.jobs.pending == 0)
    assert window.view().step is Step.GIVE_REASON  # the question stays
    QTest.keyClick(window, Qt.Key.Key_2)
    agreed = reason_code(reasons()[1], "2001")
    qtbot.waitUntil(lambda: session.heard[-1] == agreed)
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.view().step is Step.GIVE_REASON)
    QTest.keyClicks(window, "x")
    QTest.keyClick(window._typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.heard[-1] == reason_code("x"))
