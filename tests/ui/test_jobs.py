"""Work is done in order on one thread and reported in the window's."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from station.errors import StationError, UserError
from ui.jobs import Jobs


def test_results_come_back_in_order_in_the_window_thread(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[tuple[int, bool]] = []
    for number in range(20):
        jobs.run(
            lambda number=number: number,  # type: ignore[misc]  # binds the loop variable
            then=lambda value: got.append((value, threading.current_thread() is threading.main_thread())),
            failed=lambda _error: None,
        )
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == [(number, True) for number in range(20)]
    jobs.close()


def test_an_error_a_person_can_read_comes_back_as_it_is(qtbot: QtBot) -> None:
    jobs = Jobs()
    errors: list[StationError] = []

    def refuse() -> None:
        raise UserError("没有这个单号", "核对后再扫", code="UNKNOWN_ORDER")

    jobs.run(refuse, then=lambda _value: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "UNKNOWN_ORDER: 没有这个单号; 核对后再扫"
    jobs.close()


def test_our_own_mistake_is_logged_and_named_by_kind_only(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()
    errors: list[StationError] = []

    def slip() -> None:
        raise ValueError("secret 13812345678")

    jobs.run(slip, then=lambda _value: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert "ValueError" in errors[0].happened
    assert "138" not in str(errors[0])
    assert "ValueError" in caplog.text
    jobs.close()


def test_nothing_is_reported_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[int] = []
    jobs.run(lambda: 1, then=got.append, failed=lambda _error: None)
    jobs.close()
    jobs.run(lambda: 2, then=got.append, failed=lambda _error: None)
    qtbot.wait(20)
    assert got == []
