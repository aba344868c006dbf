"""Raw Input records of Windows, as bytes, become frames of the scanner they came from."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from scanners.keyboard import LAYOUTS
from scanners.sources.base import Address, Lamp, SourceState
from scanners.sources.wedge_rawinput import WedgeRawInput, parse

if TYPE_CHECKING:
    from scanners.events import Frame

PLAIN = {mark: code for code, mark in LAYOUTS["us"].plain.items()} | {"\r": 28}


def record(make: int, *, up: bool = False, extended: bool = False, kind: int = 1, device: int = 7) -> bytes:
    flags = (1 if up else 0) | (2 if extended else 0)
    return struct.pack("<IIQQHHHHII", kind, 40, device, 0, make, flags, 0, 0x41, 0x100, 0)


def scanner() -> tuple[WedgeRawInput, list[Frame], list[SourceState]]:
    frames: list[Frame] = []
    states: list[SourceState] = []
    address = Address("wedge_rawinput", "", {"vid": "0C2E", "pid": "0b6a"})
    return WedgeRawInput(address, on_frame=frames.append, on_state=states.append), frames, states


def test_a_scan_of_the_device() -> None:
    one, frames, states = scanner()
    assert one.owns(r"\\?\HID#VID_0C2E&PID_0B6A#7&1")
    assert not one.owns(r"\\?\HID#VID_046D&PID_C31C#7&1")
    for place, mark in enumerate("SF12-x"):
        at = place / 500
        events = [record(PLAIN[mark.lower()]), record(PLAIN[mark.lower()], up=True)]
        if mark.isupper():
            events = [record(42), *events, record(42, up=True)]
        for data in events:
            key = parse(data)
            assert key is not None
            assert key.device == 7
            one.feed(key, at)
    enter = parse(record(28, extended=True))
    assert enter is not None
    one.feed(enter, 0.1)
    assert [(frame.raw, frame.terminator) for frame in frames] == [(b"SF12-x", "CR")]
    assert [state.lamp for state in states] == [Lamp.SEARCHING, Lamp.READY]


def test_what_is_no_key_is_nothing() -> None:
    assert parse(b"") is None
    assert parse(record(30)[:30]) is None
    assert parse(record(30, kind=0)) is None
    assert parse(record(0x2A, extended=True)) is None
    assert parse(record(0xFF)) is None


def test_silence_and_closing() -> None:
    one, frames, states = scanner()
    for code in (30, 48):
        key = parse(record(code))
        assert key is not None
        one.feed(key, 1.0)
    one.tick(1.2)
    assert [(frame.raw, frame.complete) for frame in frames] == [(b"ab", True)]
    key = parse(record(30))
    assert key is not None
    one.feed(key, 2.0)
    one.close()
    assert [(frame.raw, frame.complete) for frame in frames[1:]] == [(b"a", False)]
    assert states[-1].lamp is Lamp.OFF
