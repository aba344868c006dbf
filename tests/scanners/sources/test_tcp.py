"""Network scanners over real loopback connections."""

from __future__ import annotations

import queue
import socket
from typing import TYPE_CHECKING

import pytest

from scanners.sources.base import Address, BadAddressError, Lamp, SourceState, start
from scanners.sources.tcp import TcpScanner

if TYPE_CHECKING:
    from scanners.events import Frame


def listening(**options: str) -> tuple[TcpScanner, queue.Queue[Frame], queue.Queue[SourceState]]:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    address = Address("tcp", "127.0.0.1:0", options)
    return TcpScanner(address, on_frame=frames.put, on_state=states.put), frames, states


def test_two_gateways_at_once_never_mix() -> None:
    scanner, frames, states = listening()
    assert states.get(timeout=5).lamp is Lamp.READY
    with (
        socket.create_connection(("127.0.0.1", scanner.port)) as left,
        socket.create_connection(("127.0.0.1", scanner.port)) as right,
    ):
        for number in range(50):
            left.sendall(f"L{number}".encode())
            right.sendall(f"R{number}\r\n".encode())
            left.sendall(b"\r\n")
        texts = [frames.get(timeout=5).raw.decode() for _number in range(100)]
    assert [text for text in texts if text[0] == "L"] == [f"L{number}" for number in range(50)]
    assert [text for text in texts if text[0] == "R"] == [f"R{number}" for number in range(50)]
    scanner.close()


def test_a_line_that_breaks_leaves_a_marked_partial() -> None:
    scanner, frames, _states = listening()
    with socket.create_connection(("127.0.0.1", scanner.port)) as line:
        line.sendall(b"SF1\rSF")
    assert frames.get(timeout=5).complete
    partial = frames.get(timeout=5)
    assert (partial.raw, partial.complete) == (b"SF", False)
    with socket.create_connection(("127.0.0.1", scanner.port)) as line:
        line.sendall(b"SF2\r")
    assert frames.get(timeout=5).raw == b"SF2"
    scanner.close()


def test_only_allowed_addresses_may_connect() -> None:
    scanner, frames, _states = listening(allow="10.")
    with socket.create_connection(("127.0.0.1", scanner.port)) as line:
        line.settimeout(5)
        assert line.recv(1) == b""
    assert frames.empty()
    scanner.close()


def test_a_port_in_use_is_a_lamp_and_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        states: queue.Queue[SourceState] = queue.Queue()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        scanner = start(address, on_frame=lambda _frame: None, on_state=states.put)
        state = states.get(timeout=5)
        assert state.lamp is Lamp.BUSY
        assert state.remedy
        scanner.close()


def test_calling_a_gateway_again_when_it_comes_back() -> None:
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    with socket.create_server(("127.0.0.1", 0)) as gateway:
        port = gateway.getsockname()[1]
        scanner = start(f"tcp://127.0.0.1:{port}?mode=connect", on_frame=frames.put, on_state=states.put)
        for turn in range(2):
            line, _peer = gateway.accept()
            assert states.get(timeout=5).lamp is Lamp.READY
            line.sendall(f"SF{turn}\r".encode())
            assert frames.get(timeout=5).raw == f"SF{turn}".encode()
            line.close()
            assert states.get(timeout=5).lamp is Lamp.SEARCHING
        scanner.close()
        assert states.get(timeout=5).lamp in (Lamp.OFF, Lamp.READY)


@pytest.mark.parametrize("place", ["", "here", "here:x", "here:99999"])
def test_an_address_without_port_is_refused(place: str) -> None:
    with pytest.raises(BadAddressError):
        start(f"tcp://{place}", on_frame=lambda _frame: None, on_state=lambda _state: None)
