"""What a printer holds and how it is tuned: part of its address, such as ``?dpmm=8&width=76&height=130&density=8``."""

from __future__ import annotations

from dataclasses import dataclass


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
