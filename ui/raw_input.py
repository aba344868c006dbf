"""Windows: keyboard scanners told apart by device. WM_INPUT records go to the scanner whose device sent them.

The window asks for raw keyboard input (RegisterRawInputDevices, RIDEV_INPUTSINK: also while another window is in
front). Windows sends WM_INPUT before the key message of the same press: a key a scanner took is claimed, so that the
key filter swallows it. Untried on Windows; tested with recorded structures through the same MSG. ``Scanning`` owns one.
"""

from __future__ import annotations

import ctypes
import sys
import time
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, QTimer, Signal

from scanners.sources.wedge_rawinput import WedgeRawInput, parse

if TYPE_CHECKING:
    from ui.wedge_filter import WedgeFilter

WM_INPUT = 0x00FF
_RID_INPUT, _RIDI_DEVICENAME = 0x10000003, 0x20000007
_RIDEV_INPUTSINK = 0x00000100
_GENERIC_DESKTOP, _KEYBOARD = 0x01, 0x06
_HEADER_SIZE = 24
_TICK_MS = 50


class Message(ctypes.Structure):
    """MSG of a 64-bit system (winuser.h)."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint32),
        ("w_param", ctypes.c_uint64),
        ("l_param", ctypes.c_uint64),
        ("time", ctypes.c_uint32),
        ("x", ctypes.c_int32),
        ("y", ctypes.c_int32),
    )


class _Device(ctypes.Structure):
    _fields_ = (
        ("usage_page", ctypes.c_uint16),
        ("usage", ctypes.c_uint16),
        ("flags", ctypes.c_uint32),
        ("target", ctypes.c_void_p),
    )


class Api(Protocol):
    """The three calls of user32 that are needed."""

    def register(self) -> None:
        """Ask for the keyboards' records."""
        ...

    def record(self, handle: int) -> bytes:
        """Return the RAWINPUT record of a message."""
        ...

    def device_name(self, device: int) -> str:
        """Return the device's name; it carries ``VID_0C2E&PID_0B6A``."""
        ...


class User32:
    """The calls themselves."""

    def __init__(self) -> None:
        self._dll = ctypes.CDLL("user32")

    def register(self) -> None:
        """Ask for the keyboards' records, sent to the window in front or, without one, to the first of ours."""
        from PySide6.QtGui import QGuiApplication

        target = next((int(one.winId()) for one in QGuiApplication.topLevelWindows()), None)
        device = _Device(_GENERIC_DESKTOP, _KEYBOARD, _RIDEV_INPUTSINK if target else 0, target)
        self._dll.RegisterRawInputDevices(ctypes.byref(device), 1, ctypes.sizeof(device))

    def record(self, handle: int) -> bytes:
        """Return the RAWINPUT record of a message."""
        size = ctypes.c_uint32(256)
        buffer = ctypes.create_string_buffer(256)
        self._dll.GetRawInputData(ctypes.c_void_p(handle), _RID_INPUT, buffer, ctypes.byref(size), _HEADER_SIZE)
        return buffer.raw[: min(size.value, 256)]

    def device_name(self, device: int) -> str:
        """Return the device's name."""
        size = ctypes.c_uint32(512)
        buffer = ctypes.create_unicode_buffer(512)
        self._dll.GetRawInputDeviceInfoW(ctypes.c_void_p(device), _RIDI_DEVICENAME, buffer, ctypes.byref(size))
        return buffer.value


class RawInput(QObject):
    """Hands each record to its scanner.

    Signals:
        changed: a scanner was added; registers in the window's thread.
    """

    changed = Signal()

    def __init__(self, wedge: WedgeFilter, parent: QObject | None = None, api: Api | None = None) -> None:
        super().__init__(parent)
        self._wedge = wedge
        self._api = api or (User32() if sys.platform == "win32" else None)
        self._scanners: tuple[WedgeRawInput, ...] = ()
        self._names: dict[int, str] = {}
        self._messages: _Messages | None = None
        self._silence = QTimer(self, interval=_TICK_MS)
        self._silence.timeout.connect(self._on_silence)
        self.changed.connect(self._on_changed)

    def add(self, scanner: WedgeRawInput) -> None:
        """Listen for this scanner; from any thread."""
        self._scanners = (*self._scanners, scanner)
        self.changed.emit()

    def drop(self, scanner: WedgeRawInput) -> None:
        """Listen for it no more."""
        self._scanners = tuple(one for one in self._scanners if one is not scanner)

    def take(self, handle: int) -> None:
        """Take one WM_INPUT message."""
        key = parse(self._api.record(handle)) if self._api is not None else None
        if key is None or self._api is None:
            return
        if key.device not in self._names:
            self._names[key.device] = self._api.device_name(key.device)
        owner = next((one for one in self._scanners if one.owns(self._names[key.device])), None)
        if owner is not None:
            self._wedge.claim(key.code, down=key.down)
            owner.feed(key, time.monotonic())

    def _on_changed(self) -> None:
        if self._api is None or self._messages is not None:
            return
        self._messages = _Messages(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._messages)
        self._api.register()
        self._silence.start()

    def _on_silence(self) -> None:
        for scanner in self._scanners:
            scanner.tick(time.monotonic())


class _Messages(QAbstractNativeEventFilter):
    """Qt asks it about every message of Windows."""

    def __init__(self, raw: RawInput) -> None:
        super().__init__()
        self._raw = raw

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:  # noqa: N802 (Qt's name)
        """Look at WM_INPUT only, and let everything through."""
        if bytes(kind) == b"windows_generic_MSG":
            told = Message.from_address(int(message))
            if told.message == WM_INPUT:
                self._raw.take(told.l_param)
        return False, 0
