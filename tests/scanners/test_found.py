"""What is plugged in is offered as an address that finds the same scanner again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from scanners.found import of_files, of_port, text
from scanners.sources.base import Address, parse
from scanners.sources.serial_port import match

if TYPE_CHECKING:
    from pathlib import Path


def port(device: str, **told: object) -> SimpleNamespace:
    return SimpleNamespace(
        **{"device": device, "vid": None, "pid": None, "serial_number": None, "product": None, **told}
    )


def test_a_usb_scanner_is_found_again_at_another_port() -> None:
    given = of_port(port("/dev/ttyACM0", vid=0x0C2E, pid=0x0B6A, serial_number="X1", product="Voyager & Co?"))
    address = parse(given)
    assert (address.place, address.name) == ("", "Voyager & Co?")
    others = [port("/dev/ttyACM0", vid=0x1A86, pid=0x7523), port("/dev/ttyACM3", vid=0x0C2E, pid=0xB6A)]
    assert match(address, others) is None
    assert match(address, [*others, port("/dev/ttyACM7", vid=0x0C2E, pid=0xB6A, serial_number="X1")]) == "/dev/ttyACM7"


def test_a_port_without_usb_numbers_is_named_by_its_place() -> None:
    assert parse(of_port(port("COM3"))).place == "COM3"


def test_keyboards_and_cameras_of_linux(tmp_path: Path) -> None:
    (tmp_path / "input" / "by-id").mkdir(parents=True)
    for name in ("input/by-id/usb-Honeywell_Scanner-event-kbd", "input/by-id/usb-Mouse-event-mouse", "video0"):
        (tmp_path / name).touch()
    found = [parse(one) for one in of_files(tmp_path)]
    assert [(one.scheme, one.name) for one in found] == [("wedge_evdev", "usb-Honeywell_Scanner"), ("camera", "")]


@pytest.mark.parametrize("place", ["/dev/a?b", "/dev/100%", "/摄像 头.avi", "0.0.0.0:9101"])
def test_an_address_is_read_as_it_was_written(place: str) -> None:
    given = Address("camera", place, {"name": "左 & 右=?", "suffix": "\\x03"})
    assert parse(text(given)) == given
