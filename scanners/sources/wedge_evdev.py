"""Keyboard-type scanners on Linux, each by its own device and held exclusively: nothing reaches any window.

``wedge_evdev:///dev/input/event5`` or ``wedge_evdev://?vid=0c2e&pid=0b6a`` (hexadecimal, as lsusb shows them); more:
``layout``, ``prefix``, ``suffix``, ``name``. Reads the kernel's 24-byte ``input_event`` (linux/input.h) and grabs the
device with EVIOCGRAB, so a certain scanner is never mistaken for typing. Needs a udev rule that lets the bench read the
device. Untried on a real device: its parsing is tested on recorded bytes. Opened by the bench through ``base.start``.
"""

from __future__ import annotations

import errno
import os
import select
import struct
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from scanners import keyboard
from scanners.framing import Framer
from scanners.keyboard import Key
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanners.events import Frame

EVENT = struct.Struct("@llHHi")  # struct timeval, type, code, value
EV_KEY = 1
EVIOCGRAB = 0x40044590
_RELEASED, _PRESSED, _REPEATED = 0, 1, 2
_FIRST_WAIT, _LONGEST_WAIT, _POLL = 0.2, 2.0, 0.05
_SYS_INPUT = Path("/sys/class/input")


class KeyStream:
    """The device's bytes -> the characters its keys write; a pure parser."""

    def __init__(self, layout: str = "us") -> None:
        self._layout = keyboard.LAYOUTS[layout]
        self._rest = b""
        self._down: set[int] = set()
        self._alt_digits = ""

    def feed(self, data: bytes) -> Iterator[tuple[bytes, float]]:
        """Yield (bytes written, event time) for each key press."""
        data = self._rest + data
        whole = len(data) - len(data) % EVENT.size
        self._rest = data[whole:]
        for seconds, micros, kind, code, value in EVENT.iter_unpack(data[:whole]):
            if kind == EV_KEY:
                written = self._take(code, value, seconds + micros / 1e6)
                if written:
                    yield written.encode(), seconds + micros / 1e6

    def _take(self, code: int, value: int, at: float) -> str:
        if code in keyboard.MODIFIERS:
            return self._modifier(code, value)
        if value != _PRESSED:
            return ""
        key = Key(
            code,
            at,
            shift=bool(self._down & keyboard.SHIFTS),
            ctrl=bool(self._down & keyboard.CTRLS),
            alt=bool(self._down & keyboard.ALTS),
            alt_gr=keyboard.ALT_GR in self._down,
        )
        if key.alt and (digit := keyboard.keypad_digit(key)):
            self._alt_digits += digit
            return ""
        return keyboard.character(key, self._layout)

    def _modifier(self, code: int, value: int) -> str:
        if value != _RELEASED:
            self._down.add(code)
            return ""
        self._down.discard(code)
        digits, self._alt_digits = (self._alt_digits, "") if code in keyboard.ALTS else ("", self._alt_digits)
        return keyboard.alt_code(digits) if digits else ""


class WedgeEvdev:
    """One device, one thread."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = address.name or f"evdev:{address.place or address.option('vid', '')}"
        self._address = address
        self._layout = address.layout()
        self._framing = address.framing(idle_ms=150)  # keys stumble where bytes do not
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let the device go."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            device = self._open()
            if device is not None:
                wait = _FIRST_WAIT
                try:
                    self._read(device)
                finally:
                    os.close(device)
            self._stop.wait(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
        self._light.show(Lamp.OFF)

    def _open(self) -> int | None:
        where = self._address.place or find_device(self._address, _SYS_INPUT)
        if not where:
            self._light.unplugged()
            return None
        try:
            device = os.open(where, os.O_RDONLY | os.O_NONBLOCK)
        except PermissionError:
            self._light.show(
                Lamp.BUSY,
                _("This user may not read the scanner"),
                _("install the udev rule for scanners, then plug it in again"),
            )
            return None
        except OSError:
            self._light.unplugged()
            return None
        return self._grabbed(device)

    def _grabbed(self, device: int) -> int | None:
        import fcntl

        try:
            fcntl.ioctl(device, EVIOCGRAB, 1)
        except OSError as error:
            if error.errno == errno.EBUSY:
                os.close(device)
                self._light.show(Lamp.BUSY, _("The scanner is held by another program"), _("close the other program"))
                return None  # any other error: a pipe or recording, which nobody else reads
        self._light.show(Lamp.READY)
        return device

    def _read(self, device: int) -> None:
        keys, framer = KeyStream(self._layout), Framer(self.name, self._framing)
        clock = 0.0
        try:
            while not self._stop.is_set():
                if not select.select([device], [], [], _POLL)[0]:
                    clock += _POLL
                    self._deliver(framer.tick(clock))
                    continue
                data = os.read(device, EVENT.size * 64)
                if not data:
                    break
                for written, at in keys.feed(data):
                    clock = at
                    self._deliver(framer.feed(written, at))
        except OSError:
            pass  # ENODEV: unplugged
        finally:
            self._deliver(framer.cut())
        self._light.unplugged()

    def _deliver(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            self._on_frame(frame)


def find_device(address: Address, inputs: Path) -> str:
    """Return the event device with the address's USB numbers under ``/sys/class/input``; "" when there is none."""
    wanted = {key: int(address.option(key, ""), 16) for key in ("vid", "pid") if address.option(key, "")}
    names = {"vid": "vendor", "pid": "product"}
    for entry in sorted(inputs.glob("event*")):
        try:
            numbers = {key: int((entry / "device" / "id" / names[key]).read_text(), 16) for key in wanted}
        except (OSError, ValueError):
            continue
        if wanted and numbers == wanted:
            return f"/dev/input/{entry.name}"
    return ""


class _Evdev:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> WedgeEvdev:
        """Grab the device and start reading."""
        return WedgeEvdev(address, on_frame=on_frame, on_state=on_state)


source: Source = _Evdev()
