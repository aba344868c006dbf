"""Kernel key events, as bytes through a real pipe, become frames."""

from __future__ import annotations

import os
import queue
from typing import TYPE_CHECKING

import pytest

from scanners.keyboard import LAYOUTS
from scanners.sources.base import Address, Lamp, SourceState, start
from scanners.sources.wedge_evdev import EV_KEY, EVENT, KeyStream, find_device

if TYPE_CHECKING:
    from pathlib import Path

    from scanners.events import Frame

PLAIN = {mark: code for code, mark in LAYOUTS["us"].plain.items()} | {"\r": 28, "\t": 15, " ": 57}
SHIFTED = {mark: code for code, mark in LAYOUTS["us"].shift.items()}


def event(code: int, value: int, at: float) -> bytes:
    syn = EVENT.pack(int(at), int(at % 1 * 1e6), 0, 0, 0)
    scan = EVENT.pack(int(at), int(at % 1 * 1e6), 4, 4, 0x70004)  # EV_MSC, as real keyboards send it
    return scan + EVENT.pack(int(at), int(at % 1 * 1e6), EV_KEY, code, value) + syn


def typed(text: str, *, at: float = 1000.0) -> bytes:
    out = b""
    for mark in text:
        shift = mark not in PLAIN
        out += event(42, 1, at) if shift else b""
        out += event(PLAIN.get(mark) or SHIFTED[mark], 1, at) + event(PLAIN.get(mark) or SHIFTED[mark], 0, at + 0.001)
        out += event(42, 0, at) if shift else b""
        at += 0.002
    return out


def test_an_event_is_24_bytes() -> None:
    assert EVENT.size == 24


@pytest.mark.parametrize("size", [1, 7, 24, 1000])
def test_events_torn_anywhere_read_the_same(size: int) -> None:
    data, stream, written = typed("SF1234-qaZW/%$+\r"), KeyStream(), b""
    for place in range(0, len(data), size):
        written += b"".join(text for text, _at in stream.feed(data[place : place + size]))
    assert written == b"SF1234-qaZW/%$+\r"


def test_repeats_and_releases_write_nothing() -> None:
    data = event(30, 1, 1) + event(30, 2, 1.3) + event(30, 2, 1.4) + event(30, 0, 1.5)
    assert [text for text, _at in KeyStream().feed(data)] == [b"a"]


def test_alt_codes_write_chinese() -> None:
    keypad = {"0": 82, "1": 79, "2": 80, "3": 81, "4": 75, "5": 76, "6": 77, "7": 71, "8": 72, "9": 73}
    data = event(56, 1, 1)
    for digit in str(int.from_bytes("打".encode("gbk"), "big")):
        data += event(keypad[digit], 1, 1) + event(keypad[digit], 0, 1)
    assert [text.decode() for text, _at in KeyStream().feed(data + event(56, 0, 1))] == ["打"]


def test_a_device_is_read_and_its_loss_noticed(tmp_path: Path) -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    pipe = tmp_path / "event5"
    scanner = start(f"wedge_evdev://{pipe}?name=Right", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=5).lamp is Lamp.SEARCHING
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    assert states.get(timeout=5).lamp is Lamp.READY
    for number in range(50):
        os.write(writer, typed(f"SF{number:08d}\r", at=1000 + number))
    got = [frames.get(timeout=5) for _number in range(50)]
    assert [frame.raw.decode() for frame in got] == [f"SF{number:08d}" for number in range(50)]
    assert (got[0].source, got[0].first) == ("Right", 1000.0)
    os.write(writer, typed("SF12", at=2000))
    pipe.unlink()
    os.close(writer)
    partial = frames.get(timeout=5)
    assert (partial.raw, partial.complete) == (b"SF12", False)
    assert states.get(timeout=5).lamp is Lamp.SEARCHING
    scanner.close()
    assert states.get(timeout=5).lamp is Lamp.OFF


def test_a_device_is_found_by_its_usb_numbers(tmp_path: Path) -> None:
    for name, vendor, product in (("event0", "0001", "0001"), ("event5", "0c2e", "0b6a")):
        folder = tmp_path / name / "device" / "id"
        folder.mkdir(parents=True)
        (folder / "vendor").write_text(vendor + "\n")
        (folder / "product").write_text(product + "\n")
    (tmp_path / "event9").mkdir()
    assert find_device(Address("wedge_evdev", "", {"vid": "0C2E", "pid": "0b6a"}), tmp_path) == "/dev/input/event5"
    assert find_device(Address("wedge_evdev", "", {"vid": "ffff"}), tmp_path) == ""
    assert find_device(Address("wedge_evdev", ""), tmp_path) == ""
