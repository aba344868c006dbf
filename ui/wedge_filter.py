"""Listens to every key of the window and lets the key decoder tell scans from typing.

Installed on the application, so a scan is heard in any window with any focus. Keys of a scan never reach a field;
keys that turn out to be typing are delivered to the field they were typed into, in order. Positions of keys come from
the native scan code (X11 and Wayland: minus 8; Windows: as it is), times from the event itself: arrival times lie
when the window is busy. Where there is no native code (offscreen, posted events) the event's text is used.
Plain characters cannot be shortcuts while this is installed; F-keys and Ctrl combinations can. The bench
installs it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from scanners import keyboard
from scanners.keyboard import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanners.events import Frame
    from scanners.sources.wedge_qt import Answer, KeyDecoder

_QUIET_MS = 110  # longer than the longest gap inside a scan
_SETTLE_MS = 15  # after a stall, keys that wait in the queue come before the verdict
_CLAIM = 0.3  # seconds: the key message follows its record at once, or never comes
_WRITTEN_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)  # elsewhere no input method
_MODIFIERS = {
    Qt.Key.Key_Shift.value: 42,
    Qt.Key.Key_Control.value: 29,
    Qt.Key.Key_Alt.value: 56,
    Qt.Key.Key_AltGr.value: 100,
    Qt.Key.Key_Meta.value: 125,
    Qt.Key.Key_CapsLock.value: 58,
    Qt.Key.Key_NumLock.value: 69,
    Qt.Key.Key_ScrollLock.value: 70,
}


@dataclass(slots=True)
class _Held:
    """A press kept back, its release if that came meanwhile, and the widget it was meant for."""

    press: QKeyEvent
    receiver: QObject
    number: int
    release: QKeyEvent | None = None


class WedgeFilter(QObject):
    """One for the application; feeds one key decoder."""

    def __init__(self, decoder: KeyDecoder, on_frame: Callable[[Frame], None], parent: QObject | None = None) -> None:
        """Take the decoder and who hears its frames (called in the window's thread; must not wait)."""
        super().__init__(parent)
        self._decoder, self._on_frame = decoder, on_frame
        self._held: list[_Held] = []
        self._swallowed: set[int] = set()  # keys of a scan whose release is still to come
        self._delivering = False
        self._settling = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._on_quiet)
        self._claims: list[tuple[int, bool, float]] = []  # keys heard by their device already (Windows)
        self.on_key: Callable[[Key], object] | None = None  # the test page shows raw keys
        self._windows = QGuiApplication.platformName() == "windows"

    def install(self) -> None:
        """Start to listen."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def remove(self) -> None:
        """Stop listening and give back what is held."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._quiet.stop()
        self._act(self._decoder.quiet())

    def decode_with(self, decoder: KeyDecoder) -> None:
        """Take another decoder: other layout, prefix or suffix."""
        self._act(self._decoder.quiet())
        self._decoder = decoder

    def claim(self, code: int, *, down: bool) -> None:
        """The next event of this key belongs to a scanner that was heard by its device: swallow it."""
        now = time.monotonic()
        self._claims = [claim for claim in self._claims if now - claim[2] < _CLAIM]
        self._claims.append((code, down, now))

    def press(self, receiver: QObject, key: Qt.Key) -> None:
        """Press a key there that is no part of a scan."""
        self._delivering = True
        try:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if isValid(receiver):
                    QCoreApplication.sendEvent(receiver, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        finally:
            self._delivering = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys of scans away from everybody else."""
        kind = event.type()
        if self._delivering:
            return False
        if isinstance(event, QKeyEvent):
            if kind != QEvent.Type.ShortcutOverride and self._is_claimed(event, down=kind == QEvent.Type.KeyPress):
                return True
            if kind == QEvent.Type.KeyPress:
                return self._on_press(watched, event)
            if kind == QEvent.Type.KeyRelease:
                return self._on_release(event)
            if kind == QEvent.Type.ShortcutOverride and self._may_be_scan(event):
                event.accept()
                return True
        elif isinstance(event, QInputMethodQueryEvent) and not isinstance(watched, _WRITTEN_IN):
            event.setValue(Qt.InputMethodQuery.ImEnabled, False)  # noqa: FBT003 - Qt's signature
            return True
        elif kind == QEvent.Type.MouseButtonPress and self._held:
            self._act(self._decoder.quiet())  # the focus may move: what was typed belongs where it was typed
        return False

    def _is_claimed(self, event: QKeyEvent, *, down: bool) -> bool:
        wanted, since = (self._code(event), down), time.monotonic() - _CLAIM
        claim = next((one for one in self._claims if one[:2] == wanted and one[2] > since), None)
        if claim is not None:
            self._claims.remove(claim)
        return claim is not None

    def _on_press(self, watched: QObject, event: QKeyEvent) -> bool:
        key = self._key(event)
        if self.on_key is not None:
            self.on_key(key)
        answer = self._decoder.press(key)
        self._act(answer)
        if not answer.keep:
            return False
        if self._decoder.holding > len(self._held):
            self._held.append(_Held(_copy(event), _receiver(watched), _number(event)))
            self._settling = False
            self._quiet.start(_QUIET_MS)
        else:
            self._swallowed.add(_number(event))
        return True

    def _on_release(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Alt:
            self._decoder.alt_up()
            return False
        number = _number(event)
        if number in self._swallowed:
            self._swallowed.discard(number)
            return True
        for held in self._held:
            if held.number == number and held.release is None:
                held.release = _copy(event)
                return True
        return False

    def _on_quiet(self) -> None:
        if not self._settling:
            self._settling = True
            self._quiet.start(_SETTLE_MS)
            return
        self._act(self._decoder.quiet())

    def _act(self, answer: Answer) -> None:
        typed, self._held = self._held[: answer.give_back], self._held[answer.give_back :]
        for held in typed:
            self._deliver(held)
        if answer.frame is not None:
            self._swallowed.update(held.number for held in self._held if held.release is None)
            self._held.clear()
            self._on_frame(answer.frame)

    def _deliver(self, held: _Held) -> None:
        receiver: QObject | None = held.receiver if isValid(held.receiver) else QApplication.focusWidget()
        if receiver is None:
            return
        self._delivering = True
        try:
            QCoreApplication.sendEvent(receiver, held.press)
            if held.release is not None and isValid(receiver):
                QCoreApplication.sendEvent(receiver, held.release)
        finally:
            self._delivering = False

    def _may_be_scan(self, event: QKeyEvent) -> bool:
        mark = keyboard.character(self._key(event), keyboard.LAYOUTS["us"])
        return bool(mark) and (mark >= " " or bool(self._held))

    def _key(self, event: QKeyEvent) -> Key:
        modifiers = event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        stamp = event.timestamp()
        return Key(
            self._code(event),
            stamp / 1000 if stamp else time.monotonic(),
            shift=shift,
            ctrl=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
            alt=bool(modifiers & Qt.KeyboardModifier.AltModifier),
            alt_gr=bool(modifiers & Qt.KeyboardModifier.GroupSwitchModifier),
            repeat=event.isAutoRepeat(),
            text=_text(event, shift=shift),
        )

    def _code(self, event: QKeyEvent) -> int:
        native = event.nativeScanCode()
        if self._windows and native:
            return keyboard.position(native)
        if native > 8:
            return native - 8
        return _MODIFIERS.get(event.key(), 0)


def _text(event: QKeyEvent, *, shift: bool) -> str:
    text = event.text()
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "\r"
    if event.key() == Qt.Key.Key_Tab:
        return "\t"
    if not text and 0x20 <= event.key() < 0x7F:
        text = chr(event.key()).lower()
    return text.upper() if shift and text.isalpha() and text.isascii() else text


def _receiver(watched: QObject) -> QObject:
    focused: QWidget | None = QApplication.focusWidget() if isinstance(watched, QWindow) else None
    return focused or watched


def _number(event: QKeyEvent) -> int:
    return event.nativeScanCode() or -event.key()


def _copy(event: QKeyEvent) -> QKeyEvent:
    copied = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copied.setTimestamp(event.timestamp())
    return copied
