"""Serial scanners on real pseudo terminals: every line once, unplugged and back by itself."""

from __future__ import annotations

import os
import pty
import queue
import time
import tty
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from scanners.sources.base import Address, Lamp, SourceState, start
from scanners.sources.serial_port import match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scanners.events import Frame


class Cable:
    """A scanner's end of a pseudo terminal behind a fixed name, as udev would make it."""

    def __init__(self, link: Path) -> None:
        self._link = link
        self._scanner, self._port = pty.openpty()
        tty.setraw(self._port)
        link.unlink(missing_ok=True)
        link.symlink_to(os.ttyname(self._port))

    def send(self, data: bytes) -> None:
        os.write(self._scanner, data)

    def unplug(self) -> None:
        self._link.unlink(missing_ok=True)
        os.close(self._scanner)
        os.close(self._port)


class Listener:
    """Gathers what a source reports."""

    def __init__(self) -> None:
        self.frames: queue.Queue[Frame] = queue.Queue()
        self.states: queue.Queue[SourceState] = queue.Queue()

    def frame(self) -> Frame:
        return self.frames.get(timeout=5)

    def lamp(self) -> Lamp:
        return self.states.get(timeout=5).lamp


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    made = Cable(tmp_path / "scanner0")
    yield made
    made.unplug()


def test_lines_arrive_in_order_with_their_terminator(cable: Cable, tmp_path: Path) -> None:
    heard = Listener()
    port = start(
        f"serial_port://{tmp_path / 'scanner0'}?name=Left", on_frame=heard.frames.put, on_state=heard.states.put
    )
    assert heard.lamp() is Lamp.READY
    for number in range(200):
        cable.send(f"SF{number:08d}\r\n".encode())
    frames = [heard.frame() for _number in range(200)]
    assert [frame.raw for frame in frames] == [f"SF{number:08d}".encode() for number in range(200)]
    assert {frame.source for frame in frames} == {"Left"}
    cable.send(b"unended")
    for byte in b"-tail\r":
        cable.send(bytes([byte]))
    assert heard.frame().raw == b"unended-tail"
    port.close()
    assert heard.lamp() is Lamp.OFF


def test_a_scanner_without_terminator_is_ended_by_silence(cable: Cable, tmp_path: Path) -> None:
    heard = Listener()
    port = start(f"serial_port://{tmp_path / 'scanner0'}", on_frame=heard.frames.put, on_state=heard.states.put)
    heard.lamp()
    cable.send(b"SF1234567")
    frame = heard.frame()
    assert (frame.raw, frame.terminator, frame.complete) == (b"SF1234567", "idle", True)
    port.close()


def test_unplugged_in_mid_frame_and_back(tmp_path: Path) -> None:
    link, heard = tmp_path / "scanner0", Listener()
    port = start(f"serial_port://{link}", on_frame=heard.frames.put, on_state=heard.states.put)
    assert heard.lamp() is Lamp.SEARCHING
    for turn in range(3):
        cable = Cable(link)
        plugged = time.monotonic()
        assert heard.lamp() is Lamp.READY
        assert time.monotonic() - plugged < 2.5
        cable.send(f"SF{turn}\rSF".encode())
        assert heard.frame().raw == f"SF{turn}".encode()
        cable.unplug()
        gone = time.monotonic()
        partial = heard.frame()
        assert (partial.raw, partial.complete) == (b"SF", False)
        assert heard.lamp() is Lamp.SEARCHING
        assert time.monotonic() - gone < 0.5
    port.close()


def test_a_port_another_program_holds_is_busy(cable: Cable, tmp_path: Path) -> None:
    first, second = Listener(), Listener()
    address = f"serial_port://{tmp_path / 'scanner0'}"
    holder = start(address, on_frame=first.frames.put, on_state=first.states.put)
    assert first.lamp() is Lamp.READY
    other = start(address, on_frame=second.frames.put, on_state=second.states.put)
    assert second.lamp() is Lamp.BUSY
    holder.close()
    assert second.lamp() is Lamp.READY
    cable.send(b"SF123\r")
    assert second.frame().raw == b"SF123"
    other.close()


def test_ports_are_found_by_usb_numbers() -> None:
    def port(device: str, vid: int | None, pid: int | None, number: str | None) -> SimpleNamespace:
        return SimpleNamespace(device=device, vid=vid, pid=pid, serial_number=number)

    ports = [
        port("/dev/ttyS0", None, None, None),
        port("/dev/ttyACM0", 0x0C2E, 0x0B6A, "A"),
        port("/dev/ttyACM1", 0x0C2E, 0x0B6A, "B"),
    ]
    assert match(Address("serial_port", "", {"vid": "0C2E", "pid": "0b6a", "serial": "B"}), ports) == "/dev/ttyACM1"
    assert match(Address("serial_port", "", {"vid": "0c2e"}), ports) == "/dev/ttyACM0"
    assert match(Address("serial_port", "", {"vid": "1234"}), ports) is None
    assert match(Address("serial_port", ""), ports) is None
