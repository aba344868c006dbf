"""What a printer holds and how it is tuned: part of its address, such as ``?dpmm=8&width=76&height=130&density=8``.

A value that cannot be is refused with what may stand there (``OPTIONS``); the form of a printer is made from the same
table (``ui/setup/printers``). Ranges: ZPL ``^MD`` 0 to 30, TSPL ``DENSITY`` 0 to 15, CPCL ``CONTRAST`` 0 to 3, speeds
in inches a second (their manuals); an address is read before its language is known, so the widest one counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_FONT = re.compile(r"[A-Z]:[A-Z0-9_-]{1,16}\.(?:TTF|TTE|FNT)")
DPMM = {6: 152, 8: 203, 12: 300, 24: 600}  # dots a millimetre -> what people call it


class PrinterAddressError(UserError):
    """A printer's address cannot be read."""

    code = "PRINTER_ADDRESS"


@dataclass(frozen=True, slots=True)
class Option:
    """One number of an address.

    Attributes:
        whole: no fraction.
        own: what holds when it is not given; ``None``: the printer's own.
    """

    low: float
    high: float
    own: float | None
    whole: bool = True


OPTIONS = {
    "dpmm": Option(6, 24, 8),
    "width": Option(10, 320, 76, whole=False),
    "height": Option(10, 1000, 130, whole=False),
    "offset_x": Option(-400, 400, 0),
    "offset_y": Option(-400, 400, 0),
    "density": Option(0, 30, None),
    "speed": Option(1, 14, None),
    "gap": Option(0, 30, 2, whole=False),
    "baud": Option(1200, 921600, 115200),
    "timeout": Option(0.1, 600, 10, whole=False),
}


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """Paper and tuning of one printer.

    Attributes:
        dpmm: dots a millimetre: 8 (203 dpi) or 12 (300 dpi).
        offset_x: dots to move the whole picture right; negative: left.
        density: darkness as the language counts it; ``None`` leaves the printer's own.
        speed: inches a second; ``None`` leaves the printer's own.
        reprints: the printer may print its last label again by itself after paper out; off for real printing.
        gap: mm between two labels; 0 for receipt paper.
        font: the printer's own font, such as ``E:SIMSUN.TTF``: ZPL sends text instead of a picture.
    """

    dpmm: int = 8
    width: float = 76
    height: float = 130
    offset_x: int = 0
    offset_y: int = 0
    density: int | None = None
    speed: int | None = None
    gap: float = 2
    reprints: bool = True
    font: str = ""


def read(options: Mapping[str, str]) -> PrinterSettings:
    """Read the numbers of an address.

    Raises:
        PrinterAddressError: one of them cannot be; the error says which, and what may stand there.
    """
    found = {name: _number(name, options[name]) for name in OPTIONS if options.get(name, "") != ""}
    dpmm = int(found.get("dpmm", 8))
    if dpmm not in DPMM:
        raise PrinterAddressError(
            _("A printer has no {dpmm} dots a millimetre").format(dpmm=dpmm),
            _("choose 8 (203 dpi) or 12 (300 dpi); rarely 6 or 24"),
        )
    return PrinterSettings(
        dpmm=dpmm,
        width=found.get("width", 76),
        height=found.get("height", 130),
        offset_x=int(found.get("offset_x", 0)),
        offset_y=int(found.get("offset_y", 0)),
        density=int(found["density"]) if "density" in found else None,
        speed=int(found["speed"]) if "speed" in found else None,
        gap=found.get("gap", 2),
        reprints=options.get("reprints") == "yes",
        font=_font(options.get("font", "").upper()),
    )


def _font(name: str) -> str:
    if name and not _FONT.fullmatch(name):
        raise PrinterAddressError(
            _("{name} is no font of a printer").format(name=name[:20]),
            _("write drive, name and ending as the printer lists them, such as {example}").format(
                example="E:SIMSUN.TTF"
            ),
        )
    return name


def option_name(name: str) -> str:
    """Return what people call a number of an address."""
    return {
        "dpmm": _("dots a millimetre"),
        "width": _("paper width in mm"),
        "height": _("paper height in mm"),
        "offset_x": _("shift to the right in dots"),
        "offset_y": _("shift down in dots"),
        "density": _("darkness"),
        "speed": _("speed in inches a second"),
        "gap": _("gap between labels in mm"),
        "baud": _("bits a second of the serial port"),
        "timeout": _("seconds to wait for the printer"),
    }[name]


def _number(name: str, typed: str) -> float:
    option = OPTIONS[name]
    try:
        value = int(typed) if option.whole else float(typed)
    except ValueError:
        value = None
    if value is None or not option.low <= value <= option.high:
        raise PrinterAddressError(
            _("{name} cannot be {value}").format(name=option_name(name), value=typed[:20]),
            _("write a number from {low} to {high}").format(low=f"{option.low:g}", high=f"{option.high:g}"),
        )
    return value
