"""USB printers as Linux shows them: ``/dev/usb/lp*``, with the names sysfs keeps of them.

``/sys/class/usbmisc/lp0/device`` is the interface; its ``ieee1284_id`` holds what the printer says of itself
(``MFG:Zebra;CMD:ZPL;MDL:GK420d;``), the folder above it the USB numbers, maker and product.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from printing.discovery.base import Found, found

_DEVICES, _NAMES = Path("/dev/usb"), Path("/sys/class/usbmisc")


def find(devices: Path = _DEVICES, names: Path = _NAMES) -> list[Found]:
    """Return the USB printers of this machine."""
    return [_one(path, names / path.name / "device") for path in sorted(devices.glob("lp*"))]


def _one(path: Path, interface: Path) -> Found:
    said = dict(part.split(":", 1) for part in _word(interface / "ieee1284_id").split(";") if ":" in part)
    device = interface.resolve().parent
    maker = said.get("MFG") or said.get("MANUFACTURER") or _word(device / "manufacturer")
    model = said.get("MDL") or said.get("MODEL") or _word(device / "product")
    numbers = ":".join(filter(None, (_word(device / "idVendor"), _word(device / "idProduct"))))
    title = " ".join(part for part in (maker, model, f"({numbers})" if numbers else "") if part)
    return found("usb", str(path), title, spoken=said.get("CMD") or said.get("COMMAND SET", ""))


def _word(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip()
    return ""
