"""Port 9100: whole labels arrive; what breaks off is told apart from what never began."""

import socket

import pytest

from printing.emulator import Emulator
from printing.status import ZPL
from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.tcp import transport

_LABEL = b"^XA^FDone^FS^XZ"


def _address(emulator: Emulator, **options: str) -> Address:
    return Address(f"127.0.0.1:{emulator.port}", options)


def test_label_arrives_whole() -> None:
    with Emulator() as emulator:
        link = transport.open(_address(emulator), "job")
        assert link.send(_LABEL).outcome is Outcome.SENT
        assert link.settle().outcome is Outcome.SENT
        link.close()
        assert emulator.wait_printed(1)
        assert emulator.printed == [_LABEL]


def test_printer_answers_a_query() -> None:
    with Emulator() as emulator:
        link = transport.open(_address(emulator), "job")
        assert ZPL.parse(link.ask(ZPL.query, ZPL.complete, 2)).ready
        link.close()


def test_mute_printer_answers_nothing_in_time() -> None:
    with Emulator() as emulator:
        emulator.change(mute=True)
        link = transport.open(_address(emulator), "job")
        assert link.ask(ZPL.query, ZPL.complete, 0.1) == b""
        link.close()


def test_nobody_listening_is_offline() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(f"127.0.0.1:{port}", {}), "job")


@pytest.mark.parametrize("place", ["127.0.0.1:99999", "no.such.host.invalid:9100"])
def test_impossible_places_are_offline(place: str) -> None:
    with pytest.raises(PrinterOfflineError):
        transport.open(Address(place, {}), "job")


def test_stalled_in_the_middle_is_unknown() -> None:
    with Emulator() as emulator:
        emulator.change(stall_after=100)
        link = transport.open(_address(emulator, timeout="0.3"), "job")
        delivery = link.send(b"x" * 30_000_000)
        assert delivery.outcome is Outcome.UNKNOWN
        assert 0 < delivery.taken < 30_000_000
        link.close()


def test_bytes_left_in_our_kernel_are_unknown() -> None:
    with Emulator() as emulator:
        emulator.change(stall_after=100)
        link = transport.open(_address(emulator), "job")
        assert link.send(b"x" * 200_000).outcome is Outcome.SENT
        assert link.settle().outcome is Outcome.UNKNOWN
        link.close()


def test_reset_in_the_middle_is_unknown() -> None:
    with Emulator() as emulator:
        emulator.change(reset_after=100)
        link = transport.open(_address(emulator), "job")
        outcomes = {link.send(b"x" * 2_000_000).outcome, link.settle().outcome}
        assert Outcome.UNKNOWN in outcomes
        assert Outcome.FAILED_BEFORE_SEND not in outcomes
        link.close()
