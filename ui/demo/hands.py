"""Hands for the tour: types codes as a keyboard scanner does and waits until the window has painted.

Real key events with their own times go through the application's event filter, the framing, the journal and the
session; nothing is called behind the window's back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from station.packing.view import BenchView
    from ui.bench.window import BenchWindow

_GAP_MS = 2
_BETWEEN_MS = 900  # the same code within 400 ms would be one read
_SETTLE_MS = 20


class TooSlowError(AssertionError):
    """What was waited for did not happen."""


class Hands:
    """Scans, presses keys and takes pictures of one bench window."""

    def __init__(self, window: BenchWindow) -> None:
        self._window = window
        self._when = 1000  # time on the events: a packer takes a moment between two scans
        self._painted: list[BenchView] = []
        window.painted.connect(self._on_painted)

    def scan(self, code: str, seconds: float = 10) -> BenchView:
        """Scan a code and return what the window shows then."""
        before = len(self._painted)
        self._when += _BETWEEN_MS
        for sign in f"{code}\r":
            key = Qt.Key.Key_Return if sign == "\r" else Qt.Key(ord(sign.upper()))
            self._when += _GAP_MS
            self._post(int(key), sign)
        self.until(lambda: len(self._painted) > before, f"no answer to a scan of {len(code)} characters", seconds)
        self._rest()
        answers = (view for view in self._painted[before:] if view.code == code)
        return next(answers, self._window.view())  # the label may have come out meanwhile and been painted too

    def press(self, key: Qt.Key) -> BenchView:
        """Press one key of the bench, such as F2."""
        before = len(self._painted)
        self._when += _BETWEEN_MS
        self._post(int(key), "")
        self.until(lambda: len(self._painted) > before, "no answer to a key", 10)
        return self._window.view()

    def until(self, true: Callable[[], bool], what: str, seconds: float = 15) -> None:
        """Let the window live until something is true.

        Raises:
            TooSlowError: it did not become true in time.
        """
        loop = QEventLoop()
        clock = QElapsedTimer()
        clock.start()
        timer = QTimer()
        timer.timeout.connect(lambda: loop.quit() if true() or clock.elapsed() > seconds * 1000 else None)
        timer.start(10)
        if not true():
            loop.exec()
        timer.stop()
        if not true():
            raise TooSlowError(what)

    def picture(self, path: Path, widget: QWidget | None = None) -> Path:
        """Save what a window shows."""
        shown = widget or self._window
        if not shown.grab().save(str(path)):
            raise OSError(path.name)
        return path

    def _rest(self) -> None:
        done: list[bool] = []
        QTimer.singleShot(_SETTLE_MS, lambda: done.append(True))
        self.until(lambda: bool(done), "the clock stands still", 5)

    def _post(self, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._when)
            QCoreApplication.postEvent(self._window, event)

    def _on_painted(self, view: BenchView) -> None:
        self._painted.append(view)
