"""Printers and ports: reached or not, and never a byte sent."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from ui.setup import devices
from ui.setup.health import State

if TYPE_CHECKING:
    from pathlib import Path


def test_a_printer_that_listens_is_fine_and_receives_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        found = devices.printer(f"zpl+tcp://127.0.0.1:{server.getsockname()[1]}")
        connection, _address = server.accept()
        with connection:
            connection.settimeout(5)
            assert connection.recv(100) == b""
    assert found.state is State.OK


@pytest.mark.parametrize("address", ["10.0.0.9", "zpl+usb:///dev/usb/lp99", "", "klingon+tcp://10.0.0.9:9100"])
def test_a_printer_that_cannot_be_is_noted_with_what_to_do(address: str) -> None:
    found = devices.printer(address)
    assert found.state is State.WARN
    assert found.remedy


def test_serial_ports_are_listed_once_by_their_telling_name(tmp_path: Path) -> None:
    by_id = tmp_path / "serial" / "by-id"
    by_id.mkdir(parents=True)
    (tmp_path / "ttyACM0").touch()
    (by_id / "usb-Scanner_X").symlink_to(tmp_path / "ttyACM0")
    (tmp_path / "ttyUSB0").touch()
    assert devices.serial_ports(tmp_path).found == "ttyUSB0, usb-Scanner_X"


def test_no_ports_is_fine(tmp_path: Path) -> None:
    assert devices.serial_ports(tmp_path).state is State.OK
