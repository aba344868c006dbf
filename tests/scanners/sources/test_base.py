"""Addresses of scanners: what each part means, and what is refused."""

from __future__ import annotations

import pytest

from scanners.sources.base import Address, BadAddressError, parse, start


def test_an_address_names_source_place_and_options() -> None:
    address = parse("serial_port:///dev/ttyACM0?baud=9600&name=Left%20one&suffix=%5Cx03")
    assert (address.scheme, address.place, address.name) == ("serial_port", "/dev/ttyACM0", "Left one")
    assert address.number("baud", 0) == 9600
    assert address.framing().suffix == b"\x03"


def test_idle_zero_switches_silence_off() -> None:
    assert Address("tcp", "", {"idle_ms": "0"}).framing().idle is None
    assert Address("tcp", "").framing().idle == 0.08


@pytest.mark.parametrize("text", ["", "COM3", "ghost://x", "base://x"])
def test_an_unknown_source_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(BadAddressError) as refused:
        start(text, on_frame=lambda _frame: None, on_state=lambda _state: None)
    assert refused.value.code == "SCANNER_ADDRESS"


@pytest.mark.parametrize("scheme", ["wedge_qt", "wedge_evdev", "wedge_rawinput"])
def test_an_unknown_layout_is_refused(scheme: str) -> None:
    with pytest.raises(BadAddressError):
        start(f"{scheme}://?layout=klingon", on_frame=lambda _frame: None, on_state=lambda _state: None)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(BadAddressError):
        Address("serial_port", "", {"baud": "fast"}).number("baud", 9600)
