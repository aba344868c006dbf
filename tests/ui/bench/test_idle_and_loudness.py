"""Nobody at the bench: it locks itself; and how loud it is, by keys, kept for the station."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.people.codes import command_code, weight_code
from tests.ui import views
from tests.ui.bench.test_window import Told, scanned
from ui.bench.window import BenchWindow
from ui.loudness import Loudness
from ui.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def session() -> Told:
    return Told()


@pytest.fixture
def window(qtbot: QtBot, session: Told, tmp_path: Path) -> Iterator[BenchWindow]:
    made = BenchWindow(session, station="3", sound=Sound(Loudness(tmp_path, "3")))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_nobody_there_logs_out_once(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    session.answers[command_code("LOGOUT")] = lambda: views.LOGIN
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A"))
    with qtbot.waitSignal(window.painted):
        window._idle.timeout.emit()
    assert session.heard[-1] == command_code("LOGOUT")
    window._idle.timeout.emit()
    assert session.heard.count(command_code("LOGOUT")) == 1


def test_a_scan_starts_the_idle_time_anew(qtbot: QtBot, window: BenchWindow) -> None:
    window._idle.stop()
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A"))
    assert window._idle.isActive()


def test_a_scale_neither_keeps_the_bench_awake_nor_clears_its_screen(
    qtbot: QtBot, window: BenchWindow, session: Told
) -> None:
    session.answers["A"] = lambda: views.GO
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A"))
    window._idle.stop()
    session.answers[weight_code(0)] = lambda: replace(views.EMPTY, kind="weight")
    window.take(scanned(weight_code(0)))
    qtbot.waitUntil(lambda: not window.jobs.pending)
    assert not window._idle.isActive()
    assert window.view().order == views.GO.order


def test_keys_turn_the_sound_and_the_station_keeps_it(qtbot: QtBot, window: BenchWindow, tmp_path: Path) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Down, control)
    QTest.keyClick(window, Qt.Key.Key_Down, control)
    qtbot.waitUntil(lambda: Loudness(tmp_path, "3").volume == 40)
    QTest.keyClick(window, Qt.Key.Key_M, control)
    qtbot.waitUntil(lambda: Loudness(tmp_path, "3").muted)
    QTest.keyClick(window, Qt.Key.Key_Up, control)
    qtbot.waitUntil(lambda: Loudness(tmp_path, "3").share == 0.6)


def test_a_sandbox_wears_its_word(qtbot: QtBot, window: BenchWindow, session: Told) -> None:
    session.answers["T"] = lambda: replace(views.GO, training=True)
    with qtbot.waitSignal(window.painted):
        window.take(scanned("T"))
    assert window.page.watermark.isVisible()
    with qtbot.waitSignal(window.painted):
        window.take(scanned("A"))
    assert not window.page.watermark.isVisible()
