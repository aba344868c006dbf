"""A serial port, tried on a pseudo terminal."""

import os
import threading
import tty
from collections.abc import Iterator

import pytest

from printing.status import TSPL
from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.serial_port import transport


@pytest.fixture
def port() -> Iterator[tuple[int, str]]:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    yield ours, os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


def test_label_leaves_whole(port: tuple[int, str]) -> None:
    ours, name = port
    payload, got = bytes(range(256)) * 20, bytearray()

    def printer() -> None:
        while len(got) < len(payload):
            got.extend(os.read(ours, 4096))

    reader = threading.Thread(target=printer)
    reader.start()
    link = transport.open(Address(name, {"baud": "115200"}), "job")
    delivery = link.send(payload)
    reader.join(10)
    link.close()
    assert delivery.outcome is Outcome.SENT
    assert link.settle().outcome is Outcome.SENT
    assert bytes(got) == payload


def test_printer_answers_over_the_port(port: tuple[int, str]) -> None:
    ours, name = port
    link = transport.open(Address(name, {}), "job")

    def printer() -> None:
        os.read(ours, 16)
        os.write(ours, b"\x04")

    answering = threading.Thread(target=printer)
    answering.start()
    assert link.ask(TSPL.query, TSPL.complete, 5) == b"\x04"
    answering.join(5)
    link.close()


def test_silence_is_an_empty_answer(port: tuple[int, str]) -> None:
    link = transport.open(Address(port[1], {}), "job")
    assert link.ask(TSPL.query, TSPL.complete, 0.2) == b""
    link.close()


@pytest.mark.parametrize(("place", "baud"), [("/dev/no-such-port", "9600"), ("/dev/null", "fast")])
def test_missing_port_is_offline(place: str, baud: str) -> None:
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(place, {"baud": baud}), "job")


def test_port_in_use_is_offline(port: tuple[int, str]) -> None:
    link = transport.open(Address(port[1], {}), "job")
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(port[1], {}), "job")
    link.close()
