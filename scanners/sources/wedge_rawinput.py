"""Keyboard-type scanners on Windows, told apart by device: records of the Raw Input API become characters.

``wedge_rawinput://?vid=0C2E&pid=0B6A``; more: ``layout``, ``prefix``, ``suffix``, ``name``. ``parse`` reads one
RAWINPUT record of a 64-bit system (winuser.h: RAWINPUTHEADER of 24 bytes, then RAWKEYBOARD); the window's native event
filter hands records to ``feed`` on Windows and asks for them with RegisterRawInputDevices (RIDEV_INPUTSINK). Untried
on Windows: the parsing is tested on made-up records.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanners import keyboard
from scanners.framing import Framer
from scanners.keyboard import Key
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source

if TYPE_CHECKING:
    from scanners.events import Frame

_HEADER = struct.Struct("<IIQQ")  # dwType, dwSize, hDevice, wParam
_KEYBOARD = struct.Struct("<HHHHII")  # MakeCode, Flags, Reserved, VKey, Message, ExtraInformation
_TYPE_KEYBOARD = 1
_BREAK, _E0 = 1, 2
_SHIFT_FAKES = frozenset({0x12A, 0x136})  # shifts the keyboard itself wraps around extended keys


@dataclass(frozen=True, slots=True)
class RawKey:
    """One key going down or up on one device."""

    device: int
    code: int
    down: bool


def parse(record: bytes) -> RawKey | None:
    """Return the key of a RAWINPUT record; ``None`` for mice, other devices and records cut short."""
    if len(record) < _HEADER.size + _KEYBOARD.size:
        return None
    kind, _size, device, _wparam = _HEADER.unpack_from(record)
    make, flags, _reserved, _vkey, _message, _extra = _KEYBOARD.unpack_from(record, _HEADER.size)
    native = make | (0x100 if flags & _E0 else 0)
    if kind != _TYPE_KEYBOARD or native in _SHIFT_FAKES or make in (0, 0xFF):
        return None
    return RawKey(device, keyboard.position(native), down=not flags & _BREAK)


class WedgeRawInput:
    """The keys of one scanner among all keyboards; fed by the window."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        numbers = [f"{key}_{address.option(key, '')}".lower() for key in ("vid", "pid") if address.option(key, "")]
        self.name = address.name or "rawinput:" + "&".join(numbers)
        self._numbers = numbers
        self._layout = keyboard.LAYOUTS[address.layout()]
        self._framer = Framer(self.name, address.framing(idle_ms=150))
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._down: set[int] = set()
        self._light.unplugged()

    def owns(self, device_name: str) -> bool:
        """Tell whether a device of this name is the scanner; the lamp goes on when it is."""
        if self._numbers and all(number in device_name.lower() for number in self._numbers):
            self._light.show(Lamp.READY)
            return True
        return False

    def feed(self, key: RawKey, at: float) -> None:
        """Take one key of the scanner's device."""
        if not key.down:
            self._down.discard(key.code)
            return
        self._down.add(key.code)
        if key.code in keyboard.MODIFIERS:
            return
        pressed = Key(
            key.code,
            at,
            shift=bool(self._down & keyboard.SHIFTS),
            ctrl=bool(self._down & keyboard.CTRLS),
            alt=bool(self._down & keyboard.ALTS),
            alt_gr=keyboard.ALT_GR in self._down,
        )
        self._deliver(self._framer.feed(keyboard.character(pressed, self._layout).encode(), at))

    def tick(self, now: float) -> None:
        """Let silence end an open read."""
        self._deliver(self._framer.tick(now))

    def close(self) -> None:
        """Hand on what is open, as a partial."""
        self._deliver(self._framer.cut())
        self._light.show(Lamp.OFF)

    def _deliver(self, frames: list[Frame]) -> None:
        for frame in frames:
            self._on_frame(frame)


class _RawInput:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> WedgeRawInput:
        """Make the reader; the window feeds it."""
        return WedgeRawInput(address, on_frame=on_frame, on_state=on_state)


source: Source = _RawInput()
