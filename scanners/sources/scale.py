"""A bench scale on a serial line; its weight goes the way of every scan.

``scale:///dev/ttyUSB0`` or ``scale://COM4``; more: ``baud`` (9600), ``ask`` (what makes the scale speak, ``S`` by
default; empty for scales that speak by themselves), ``name``. Two ways of speaking are read, both a line a weight
(ended by CR, LF or both): Mettler Toledo MT-SICS level 0 (``S S     1.234 kg``; manual 11780711, commands S and SI)
and A&D's standard format (``ST,GS,+001.234kg``, balances ``ST,+001.234  g``; manuals of the FG and EK series). Only a
stable weight counts, once each time something is put on or its weight changes, and 0 when the scale is emptied; too
much on it, or an asked scale that says nothing we can read, is told by its lamp. Handed on as a weight code
(``people/codes``).
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

_STABLE = re.compile(
    rb"(?:S S|ST,(?:(?:GS|NT|G|N),)?) *([+-]?) *([0-9](?:[0-9 ]*[0-9])?(?:\.[0-9]+)?|\.[0-9]+) *(kg|g|lb|oz)",
    re.IGNORECASE,
)
_OVERLOAD = re.compile(rb"S \+|OL,.*", re.IGNORECASE)
_ALIVE = re.compile(rb"S [SDI+-].*|(?:ST|US|OL|QT),.*", re.IGNORECASE)
_GRAMS = {b"kg": 1000.0, b"g": 1.0, b"lb": 453.59237, b"oz": 28.349523125}
_ENDS = re.compile(rb"[\r\n]+")
_EDGES = b" \t\0\x02\x03"
_EMPTY_G, _MOST_G, _LONGEST = 5, 1_000_000, 128
_ASK_S, _RETRY_S, _SILENT_S = 0.2, 1.0, 3.0


def grams(line: bytes) -> int | None:
    """Return the stable weight a line tells, ``None`` for a moving one and everything else."""
    found = _STABLE.fullmatch(line.strip(_EDGES + b"\r\n"))
    if found is None:
        return None
    weight = float(found[2].replace(b" ", b"")) * _GRAMS[found[3].lower()]
    return round(-weight if found[1] == b"-" else weight)


class Plate:
    """Knows when something new was put on the scale, and when it was emptied."""

    def __init__(self) -> None:
        self._last = 0

    def put_on(self, weight: int) -> int | None:
        """Return this stable weight when it is a new one, 0 when the scale was emptied, else ``None``."""
        now = weight if weight >= _EMPTY_G else 0
        if now == self._last or (now and self._last and abs(now - self._last) < _EMPTY_G):
            return None
        self._last = now
        return now


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
                where = find_port(self._address)
                with serial.Serial(where, self._baud, timeout=_ASK_S, write_timeout=_RETRY_S, exclusive=True) as port:
                    self._light.show(Lamp.READY)
                    self._read(port)
            except (OSError, ValueError, TypeError):  # SerialException is an OSError
                self._silent()
            self._stop.wait(_RETRY_S)
        self._light.show(Lamp.OFF)

    def _silent(self) -> None:
        told = _("plug it in and switch it on; check its speed (baud)")
        self._light.show(Lamp.SEARCHING, _("The scale does not answer"), told)

    def _read(self, port: Any) -> None:
        plate = Plate()
        for line in self._lines(port):
            if _OVERLOAD.fullmatch(line):
                self._light.show(Lamp.BUSY, _("Too heavy for the scale"), _("take it off, weigh it in parts"))
            elif _ALIVE.fullmatch(line):
                self._light.show(Lamp.READY)
            weight = grams(line)
            new = plate.put_on(weight) if weight is not None and weight < _MOST_G else None
            if new is not None:
                now = time.monotonic()
                self._on_frame(Frame(self.name, weight_code(new).encode(), now, now, "LF"))

    def _lines(self, port: Any) -> Iterator[bytes]:
        kept, asked, heard = b"", 0.0, time.monotonic()
        while not self._stop.is_set():
            now = time.monotonic()
            if self._ask and now - asked >= _ASK_S:
                port.write(self._ask)
                asked = now
            if self._ask and now - heard > _SILENT_S:
                self._silent()
            *lines, kept = _ENDS.split(kept[-_LONGEST:] + port.read(max(1, port.in_waiting)))
            for line in (one.strip(_EDGES) for one in lines):
                heard = now if _ALIVE.fullmatch(line) else heard
                yield line


class _Scale:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Scale:
        """Start reading the scale."""
        return Scale(address, on_frame=on_frame, on_state=on_state)


source: Source = _Scale()
