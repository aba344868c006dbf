"""A usblp device, tried on a pseudo terminal: bytes in, answers out, never hanging."""

import os
import threading
import tty
from collections.abc import Iterator

import pytest

from printing.status import TSPL
from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.usb import transport


@pytest.fixture
def device() -> Iterator[tuple[int, str]]:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield ours, os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def test_label_leaves_whole(device: tuple[int, str]) -> None:
    ours, name = device
    payload, got = bytes(range(256)) * 100, bytearray()

    def printer() -> None:
        while len(got) < len(payload):
            got.extend(os.read(ours, 4096))

    reader = threading.Thread(target=printer)
    reader.start()
    link = transport.open(Address(name, {}), "job")
    assert link.send(payload).outcome is Outcome.SENT
    reader.join(10)
    assert link.settle().outcome is Outcome.SENT
    link.close()
    assert bytes(got) == payload


def test_stalled_printer_is_unknown(device: tuple[int, str]) -> None:
    link = transport.open(Address(device[1], {"timeout": "0.2"}), "job")
    assert link.send(b"x" * 1_000_000).outcome is Outcome.UNKNOWN
    link.close()


def test_printer_answers(device: tuple[int, str]) -> None:
    ours, name = device
    link = transport.open(Address(name, {}), "job")

    def printer() -> None:
        os.read(ours, 16)
        os.write(ours, b"\x20")

    answering = threading.Thread(target=printer)
    answering.start()
    assert link.ask(TSPL.query, TSPL.complete, 5) == b"\x20"
    answering.join(5)
    assert link.ask(TSPL.query, TSPL.complete, 0.1) == b""
    link.close()


def test_unplugged_is_offline() -> None:
    with pytest.raises(PrinterOfflineError):
        transport.open(Address("/dev/usb/no-such-printer", {}), "job")
