"""``run`` opens the window that was asked for; a second one on the same station only raises the first."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import pytest

from station import settings
from ui import app
from ui.commands.base import Context
from ui.commands.run import command
from ui.single import SingleWindow, lock_name

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize(("words", "window"), [((), "bench"), (("--desk",), "desk")])
def test_a_second_window_on_the_same_station_raises_the_first(
    qtbot: QtBot, words: tuple[str, ...], window: str
) -> None:
    app.application()
    first = SingleWindow(lock_name("7", settings.home(), window))
    assert first.take()
    with qtbot.waitSignal(first.asked_to_raise):
        assert command.run(parsed("--station", "7", "--windowed", *words), Context(None, as_json=False)) == 0
    first.close()
