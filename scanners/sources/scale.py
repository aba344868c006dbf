"""A bench scale on a serial line; its weight goes the way of every scan.

``scale:///dev/ttyUSB0`` or ``scale://COM4``; more: ``baud`` (9600), ``ask`` (what makes the scale speak, ``S`` by
default; empty for scales that speak by themselves), ``name``. Two ways of speaking are read, both a line a weight:
Mettler Toledo MT-SICS level 0 (``S S     1.234 kg``; manual 11780711, commands S and SI) and A&D's
standard format (``ST,GS,+001.234kg``; manuals of the FG and EK series). Only a stable weight counts, once each time
something is put on or its weight changes. Handed on as a weight code (``people/codes``).
"""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING, Any

from scanners.events import Frame
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from scanners.sources.serial_port import find_port
from station.people.codes import weight_code
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_SICS = re.compile(rb"S S +(-?[0-9.]+) (kg|g)")
_AND = re.compile(rb"ST,(?:GS|NT),([+-][0-9. ]+?) *(kg|g)")
_EMPTY_G = 5
_ASK_S, _RETRY_S = 0.25, 1.0


def grams(line: bytes) -> int | None:
    """Return the stable weight a line tells, ``None`` for a moving one and everything else."""
    found = _SICS.fullmatch(line.strip()) or _AND.fullmatch(line.strip())
    if found is None:
        return None
    try:
        weight = float(found[1].replace(b" ", b""))
    except ValueError:
        return None
    return round(weight * (1000 if found[2] == b"kg" else 1))


class Plate:
    """Knows when something new was put on the scale."""

    def __init__(self) -> None:
        self._last = 0

    def put_on(self, weight: int) -> bool:
        """Tell whether this stable weight is a new one."""
        new = weight >= _EMPTY_G and (self._last == 0 or abs(weight - self._last) >= _EMPTY_G)
        if weight < _EMPTY_G:
            self._last = 0
        elif new:
            self._last = weight
        return new


class Scale:
    """One scale, one thread."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = address.name or "scale"
        self._address, self._on_frame = address, on_frame
        self._baud = int(address.number("baud", 9600))
        ask = address.option("ask", "S")
        self._ask = ask.encode("ascii", "ignore") + b"\r\n" if ask else b""
        self._light = Light(self.name, on_state)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop the thread and give the port back."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        import serial

        while not self._stop.is_set():
            try:
                with serial.Serial(find_port(self._address), self._baud, timeout=_ASK_S, exclusive=True) as port:
                    self._light.show(Lamp.READY)
                    self._read(port)
            except (OSError, ValueError, TypeError):  # SerialException is an OSError
                self._light.show(Lamp.SEARCHING, _("The scale does not answer"), _("plug it in and switch it on"))
            self._stop.wait(_RETRY_S)
        self._light.show(Lamp.OFF)

    def _read(self, port: Any) -> None:
        plate = Plate()
        for line in self._lines(port):
            weight = grams(line)
            if weight is not None and weight < 1_000_000 and plate.put_on(weight):
                now = time.monotonic()
                self._on_frame(Frame(self.name, weight_code(weight).encode(), now, now, "LF"))

    def _lines(self, port: Any) -> Iterator[bytes]:
        kept = b""
        while not self._stop.is_set():
            if self._ask:
                port.write(self._ask)
            kept = (kept + port.read_until(b"\n", 64))[-128:]
            if kept.endswith(b"\n"):
                yield kept
                kept = b""


class _Scale:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Scale:
        """Start reading the scale."""
        return Scale(address, on_frame=on_frame, on_state=on_state)


source: Source = _Scale()
