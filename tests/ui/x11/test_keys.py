"""Keys of a real X server: any layout, CapsLock, any end mark, any focus, an active Chinese input method."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.ui.x11.desk import TOOLS, Desk, Screen, need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = "SF1234-qaZW/%$+"
PINYIN = """ibus-daemon --xim --replace --panel disable >/dev/null 2>&1 &
until [ "$(ibus engine)" = libpinyin ]; do ibus engine libpinyin >/dev/null; sleep 0.1; done
exec "$@"
"""


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    need(*TOOLS)
    made = Screen()
    yield made
    made.close()


@pytest.fixture(scope="module")
def desk(screen: Screen) -> Iterator[Desk]:
    with Desk(screen) as made:
        yield made


@pytest.fixture(params=["us", "fr", "de", "ru"])
def layout(screen: Screen, request: pytest.FixtureRequest) -> Iterator[str]:
    screen.run("setxkbmap", request.param)
    yield request.param
    screen.run("setxkbmap", "us")


@pytest.fixture(params=[False, True], ids=["", "CapsLock"])
def capslock(screen: Screen, request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param:
        screen.run("xdotool", "key", "66")
    yield
    if request.param:
        screen.run("xdotool", "key", "66")


@pytest.mark.usefixtures("layout", "capslock")
def test_layout_and_capslock_of_the_computer_have_no_say(desk: Desk) -> None:
    def scan() -> None:
        for name in ("name", "table"):
            desk.focus(name)
            desk.scan(CODE)
            assert desk.hear() == f"frame {CODE} CR"
        assert desk.text("name") == ""

    desk.at_pace(scan)


@pytest.mark.parametrize("end", ["CR", "LF", "TAB", "ETX", "CRLF", "idle"])
def test_any_end_mark_ends_one_scan(desk: Desk, end: str) -> None:
    def scan() -> None:
        desk.focus("name")
        desk.scan(CODE, end)
        assert desk.hear() == f"frame {CODE} {'CR' if end == 'CRLF' else end}"
        assert desk.text("name") == ""
        assert desk.silent()

    desk.at_pace(scan)


def test_typing_stays_typing(screen: Screen, desk: Desk) -> None:
    def typing() -> None:
        desk.focus("name")
        screen.run("xdotool", "type", "--delay", "110", "order 12")
        time.sleep(0.2)
        assert desk.text("name") == "order 12"
        assert desk.silent()

    desk.at_pace(typing)


def test_an_active_pinyin_input_method_eats_nothing(screen: Screen, tmp_path: Path) -> None:
    """ibus with libpinyin, really running and really chosen: codes are whole wherever codes are scanned."""
    before = ("dbus-run-session", "--", "sh", "-c", PINYIN, "sh")
    env = {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus", "HOME": str(tmp_path)}
    with Desk(screen, before=before, env=env) as desk:

        def write() -> None:
            desk.focus("name")
            screen.run("xdotool", "type", "--delay", "110", "nihao ")
            time.sleep(0.3)
            assert desk.text("name") == "你好"  # the input method is at work

        def scan() -> None:
            for name in ("table", "code", "button"):
                desk.focus(name)
                for number in range(3):
                    desk.scan(f"SF{number}2345678901n")
                    assert desk.hear() == f"frame SF{number}2345678901n CR"
                assert desk.text(name) == ""

        desk.at_pace(write)
        desk.at_pace(scan)
