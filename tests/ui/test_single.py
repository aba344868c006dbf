"""One window a station; a second start raises the first."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.single import SingleWindow, lock_name


def test_a_second_window_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    name = lock_name("3", tmp_path, "bench")
    first, second = SingleWindow(name), SingleWindow(name)
    assert first.take()
    with qtbot.waitSignal(first.asked_to_raise):
        assert not second.take()
    first.close()
    assert second.take()
    second.close()


def test_other_stations_homes_and_windows_do_not_meet(tmp_path: Path) -> None:
    names = {
        lock_name("3", tmp_path, "bench"),
        lock_name("4", tmp_path, "bench"),
        lock_name("3", tmp_path / "other", "bench"),
        lock_name("3", tmp_path, "desk"),
    }
    assert len(names) == 4
