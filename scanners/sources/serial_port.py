"""Scanners on a serial line: USB-COM, RS-232, Bluetooth SPP.

``serial_port:///dev/ttyACM0``, ``serial_port://COM3`` or, to find the same scanner at any port,
``serial_port://?vid=0C2E&pid=0B6A&serial=X1``; more: ``baud`` (9600), ``prefix``, ``suffix``, ``idle_ms``, ``name``.
One thread reads; when the port goes, the open read is handed on as a partial and the thread looks for the port again,
at first after 0.2 s, at last every 2 s. Opened by the bench through ``base.start``.
"""

from __future__ import annotations

import errno
import threading
import time
from typing import TYPE_CHECKING, Any

from scanners.framing import Framer
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanners.events import Frame

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 2.0
_POLL = 0.05  # how soon silence and close are noticed
_HELD = frozenset({errno.EBUSY, errno.EACCES, errno.EPERM, errno.EAGAIN})


class SerialPort:
    """One port, one thread."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = address.name or f"serial:{address.place or _usb_name(address)}"
        self._address = address
        self._baud = int(address.number("baud", 9600))
        self._framing = address.framing()
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop the thread and give the port back."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            port = self._open()
            if port is not None:
                wait = _FIRST_WAIT
                with port:
                    self._read(port)
            self._stop.wait(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
        self._light.show(Lamp.OFF)

    def _open(self) -> Any:
        import serial

        where = find_port(self._address)
        if where is None:
            self._light.unplugged()
            return None
        try:
            port = serial.Serial(where, self._baud, timeout=_POLL, exclusive=True)
        except (OSError, ValueError) as error:  # SerialException is an OSError
            self._missing(error)
            return None
        self._light.show(Lamp.READY)
        return port

    def _missing(self, error: Exception) -> None:
        number = getattr(error, "errno", None)
        if number in _HELD or "access is denied" in str(error).lower():
            self._light.show(
                Lamp.BUSY,
                _("The scanner port is used by another program, or this user may not use it"),
                _("close the other program, or ask for the dialout group"),
            )
        else:
            self._light.unplugged()

    def _read(self, port: Any) -> None:
        framer = Framer(self.name, self._framing)
        try:
            while not self._stop.is_set():
                data = port.read(max(1, port.in_waiting))
                now = time.monotonic()
                self._deliver(framer.feed(data, now) if data else framer.tick(now))
        except (OSError, TypeError):  # TypeError: pyserial's own when the port closes under a read
            self._light.unplugged()
        finally:
            self._deliver(framer.cut())

    def _deliver(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            self._on_frame(frame)


def find_port(address: Address) -> str | None:
    """Return the port of the address: as named, or by USB vendor, product and serial number."""
    if address.place:
        return address.place
    from serial.tools import list_ports

    return match(address, list_ports.comports())


def match(address: Address, ports: Iterable[Any]) -> str | None:
    """Return the first port whose USB numbers are those of the address."""
    vid, pid = address.option("vid", ""), address.option("pid", "")
    number = address.option("serial", "")
    for port in ports:
        if vid and (port.vid is None or port.vid != int(vid, 16)):
            continue
        if pid and (port.pid is None or port.pid != int(pid, 16)):
            continue
        if number and port.serial_number != number:
            continue
        if vid or pid or number:
            return str(port.device)
    return None


def _usb_name(address: Address) -> str:
    return ":".join(filter(None, (address.option(key, "") for key in ("vid", "pid", "serial"))))


class _Serial:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> SerialPort:
        """Start reading the port."""
        return SerialPort(address, on_frame=on_frame, on_state=on_state)


source: Source = _Serial()
