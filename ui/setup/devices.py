"""Printers and ports: does the printer's address answer, which serial ports are there, may we use them?

A printer's address is written ``language+transport://place``, as in ``zpl+tcp://10.0.0.9:9100``. Only the connection
is tried, no byte is sent: nothing may print because a doctor looked. Looked at by the command ``doctor``.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from printing.printer import parse
from station.errors import StationError
from station.text import _
from ui.setup.health import Finding, State, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Store

PATIENCE = 2.0  # seconds
_PORT = 9100
_PORTS = ("serial/by-id/*", "ttyACM*", "ttyUSB*")


def examine(printers: Sequence[str]) -> list[Finding]:
    """Return the findings on devices: one for each printer address, one for the serial ports."""
    if not printers:
        nobody = judge("printer", _("Label printer"), found=_("none named (--printer zpl+tcp://10.0.0.9:9100)"))
        return [nobody, serial_ports()]
    return [*(printer(address) for address in printers), serial_ports()]


def chosen(store: Store, station: str) -> list[str]:
    """Return the addresses of the printers this bench was given."""
    from station.packing.printers import of_station

    with store.read() as tx:
        return list(of_station(tx, station).values())


def printer(address: str) -> Finding:
    """Try to reach one printer."""
    title = _("Label printer")
    try:
        place = parse(address).address.place
    except StationError as error:
        return Finding("printer", State.WARN, title, f"{address}: {error.happened}", error.remedy)
    transport = address.partition("://")[0].rpartition("+")[2]
    remedy = ""  # other ways, such as the system's own queue, answer for themselves
    if transport == "tcp":
        parts = urlsplit(f"//{place}")
        remedy = _answers(parts.hostname or place, parts.port or _PORT)
    elif transport in {"serial_port", "usb", "file"} and place.startswith("/"):
        remedy = _usable(Path(place), may_be_new=transport == "file")
    return judge("printer", title, found=address, remedy=remedy, otherwise=State.WARN)


def _answers(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return ""
    except OSError:
        return _("switch the printer on and check cable and address")


def _usable(path: Path, *, may_be_new: bool) -> str:
    if not path.exists():
        return "" if may_be_new else _("plug the printer in and switch it on")
    if not os.access(path, os.W_OK):
        return _("you may not use {path}: run sudo usermod -aG dialout,lp $USER, then log in again").format(path=path)
    return ""


def serial_ports(devices: Path = Path("/dev")) -> Finding:
    """List the ports scanners and scales hang on, and whether we may read them (Linux)."""
    title = _("Serial ports")
    if not sys.platform.startswith("linux"):
        return judge("serial", title, found=_("not looked at on this system"))
    found: dict[Path, Path] = {}
    for path in (path for pattern in _PORTS for path in sorted(devices.glob(pattern))):
        found.setdefault(path.resolve(), path)  # the first name tells most
    barred = [path.name for path in found.values() if not os.access(path, os.R_OK | os.W_OK)]
    remedy = ""
    if barred:
        remedy = _("you may not read {names}: run sudo usermod -aG dialout $USER, then log in again").format(
            names=", ".join(barred)
        )
    names = ", ".join(sorted(path.name for path in found.values()))
    return judge("serial", title, found=names or _("none"), remedy=remedy, otherwise=State.WARN)
