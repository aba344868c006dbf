"""What is plugged in that could be a scanner: its address, ready to be taken into the list.

Serial ports are named by their USB numbers, so the same scanner is found again at any port; keyboard scanners on Linux
by their udev name; cameras by their device file. The set-up window offers these.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from scanners.sources.base import Address

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEVICES = Path("/dev")


def addresses() -> list[str]:
    """Return the addresses of what is plugged in, scanners' serial ports first."""
    from serial.tools import list_ports

    return [*map(of_port, list_ports.comports()), *of_files(_DEVICES), *_elsewhere()]


def of_port(port: Any) -> str:
    """Return the address of a serial port as pyserial lists it."""
    options = {"name": str(port.product or port.device)}
    if port.vid is None:
        return text(Address("serial_port", str(port.device), options))
    numbers = {"vid": f"{port.vid:04X}", "pid": f"{port.pid or 0:04X}"}
    serial = {"serial": str(port.serial_number)} if port.serial_number else {}
    return text(Address("serial_port", "", {**numbers, **serial, **options}))


def of_files(devices: Path) -> Iterable[str]:
    """Yield the keyboards and cameras of a Linux machine."""
    for path in sorted(devices.glob("input/by-id/*-event-kbd")):
        yield text(Address("wedge_evdev", str(path), {"name": path.name.removesuffix("-event-kbd")[:40]}))
    for path in sorted(devices.glob("video*")):
        yield text(Address("camera", str(path), {}))


def text(address: Address) -> str:
    """Write an address as ``parse`` reads it; options that are empty are left out."""
    options = urlencode({key: value for key, value in address.options.items() if value})
    place = quote(address.place, safe="/:")
    return f"{address.scheme}://{place}" + (f"?{options}" if options else "")


def _elsewhere() -> list[str]:
    return ["camera://0"] if sys.platform == "win32" else []
