"""A real screen (Xvfb), a real window on it, and a scanner that presses the keys of a US keyboard by their position."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from scanners.keyboard import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOOLS = ("Xvfb", "xdotool", "setxkbmap", "dbus-run-session", "ibus")
TOLD = ("window ", "frame ", "focused", "text ")  # the tools around it talk too
_ROWS = range(2, 54)  # not the keypad
_PLACES = {mark: place + 8 for place, mark in LAYOUTS["us"].plain.items() if place in _ROWS}
_SHIFTED = {mark: place + 8 for place, mark in LAYOUTS["us"].shift.items() if place in _ROWS}
_TRIES, _STALL = 3, 0.015  # seconds
ENDS = {"CR": ("36",), "LF": ("ctrl+44",), "TAB": ("23",), "ETX": ("ctrl+54",), "CRLF": ("36", "ctrl+44"), "idle": ()}


def need(*tools: str) -> None:
    """Skip on a machine without these tools; in CI that is a failure."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and os.environ.get("CI") and not os.environ.get("PACKBENCH_WITHOUT_TOOLS"):
        pytest.fail(f"CI lacks {', '.join(missing)}: real keys are NOT tested")
    if missing:
        pytest.skip(f"no {', '.join(missing)} on this machine: real keys are NOT tested")


class Stalls:
    """Looks at the clock each millisecond: a machine that stops longer cannot press keys as a scanner does."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Stalls:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        before = time.monotonic()
        while not self._over.wait(0.001):
            now = time.monotonic()
            self.longest = max(self.longest, now - before)
            before = now


class Screen:
    """One X server of its own."""

    def __init__(self) -> None:
        read, write = os.pipe()
        words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(words, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as told:
            self.display = f":{told.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def run(self, *words: str) -> str:
        """Run a tool on this screen and return what it said."""
        return subprocess.run(words, env=self.env, check=True, timeout=30, capture_output=True, text=True).stdout

    def close(self) -> None:
        """Switch it off."""
        self._server.terminate()
        self._server.wait()


class Desk:
    """The window, and the scanner before it."""

    def __init__(self, screen: Screen, *, before: Sequence[str] = (), env: dict[str, str] | None = None) -> None:
        self._screen = screen
        self._patience = 30.0  # the window and its input method start
        self._lines: queue.Queue[str] = queue.Queue()
        self._window = subprocess.Popen(
            [*before, sys.executable, "-m", "tests.ui.x11.window"],
            env={**screen.env, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._hearing = threading.Thread(target=self._listen, daemon=True)
        self._hearing.start()
        number = self.hear().split()[1]
        screen.run("xdotool", "windowfocus", "--sync", number)
        self._patience = 3.0

    def at_pace(self, attempt: Callable[[], None]) -> None:
        """Do it; again from a clean window when the machine stood still meanwhile, for then keys come as if typed."""
        for _time in range(_TRIES):
            with Stalls() as stalls:
                try:
                    attempt()
                except (AssertionError, queue.Empty):
                    if stalls.longest < _STALL:
                        raise
                else:
                    return
            self._clear()
        pytest.skip(f"this machine stands still for {stalls.longest:.3f} s at a time: no scanner's pace can be played")

    def _clear(self) -> None:
        time.sleep(1)  # what is still on its way arrives
        while not self.silent():
            self.hear()
        for name in ("name", "code"):
            self.text(name)

    def focus(self, name: str) -> None:
        """Put the focus there."""
        self._say(f"focus {name}")
        assert self.hear() == "focused"

    def text(self, name: str) -> str:
        """Return what stands in the field, and empty it."""
        self._say(f"text {name}")
        return self.hear().partition(" ")[2]

    def scan(self, text: str, end: str = "CR") -> None:
        """Press what a scanner set to a US keyboard presses."""
        keys = [str(_PLACES[mark]) if mark in _PLACES else f"shift+{_SHIFTED[mark]}" for mark in text]
        before = ("ctrl+56",) if end == "ETX" else ()  # STX
        self._screen.run("xdotool", "key", "--delay", "2", *before, *keys, *ENDS[end])

    def hear(self) -> str:
        """Return the next line the window tells."""
        return self._lines.get(timeout=self._patience)

    def silent(self) -> bool:
        """Tell whether nothing more was told."""
        return self._lines.empty()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_error: object) -> None:
        self._say("end")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._window.wait(timeout=5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._window.pid, signal.SIGTERM)  # the input method that came with it
        self._window.wait(timeout=10)
        self._hearing.join(timeout=10)
        for end in (self._window.stdin, self._window.stdout):
            assert end is not None
            end.close()

    def _say(self, line: str) -> None:
        assert self._window.stdin is not None
        self._window.stdin.write(line + "\n")
        self._window.stdin.flush()

    def _listen(self) -> None:
        assert self._window.stdout is not None
        for line in self._window.stdout:
            if line.startswith(TOLD):
                self._lines.put(line.rstrip("\n"))
