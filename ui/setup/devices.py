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

from station.text import _
from ui.setup.health import Finding, State, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 2.0  # seconds
_PORT = 9100
_PORTS = ("serial/by-id/*", "ttyACM*", "ttyUSB*")


def examine(printers: Sequence[str]) -> list[Finding]:
    """Return the findings on devices: one for each printer address, one for the serial ports."""
    if not printers:
        nobody = judge("printer", _("Label printer"), found=_("none named (--printer zpl+tcp://10.0.0.9:9100)"))
        return [nobody, serial_ports()]
    return [*(printer(address) for address in printers), serial_ports()]


def printer(address: str) -> Finding:
    """Try to reach one printer."""
    parts = urlsplit(address)
    transport = parts.scheme.rpartition("+")[2]
    if transport == "tcp" and parts.hostname:
        remedy = _answers(parts.hostname, parts.port or _PORT)
    elif parts.path and transport in {"serial_port", "usb", "file"}:
        remedy = _usable(Path(parts.path), may_be_new=transport == "file")
    elif parts.scheme:
        remedy = ""  # the system's own queue: it answers for itself
    else:
        remedy = _("write the address like zpl+tcp://10.0.0.9:9100")
    return judge("printer", _("Label printer"), found=address, remedy=remedy, otherwise=State.WARN)


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
