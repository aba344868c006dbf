"""A serial port: ``zpl+serial_port://COM3?baud=115200``.

8 data bits, no parity, 1 stop bit; ``flow=rtscts`` or ``flow=xonxoff`` when the printer uses it. Written piece by piece
so that we know whether a byte left. A compressed waybill takes 1.4 s at 115200 baud and 17 s at 9600 (PRINTING.md
section 5): below 57600 use a label language that compresses.
"""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

import serial

from printing.transports.base import Address, Delivery, Outcome, broken, here, offline
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport

_PIECE = 256
_STALL = 5.0


class SerialLink:
    """One open port."""

    outlives = True

    def __init__(self, port: serial.Serial, place: str) -> None:
        self._port = port
        self._place = place

    def send(self, payload: bytes) -> Delivery:
        """Write piece by piece."""
        taken = 0
        try:
            while taken < len(payload):
                taken += self._port.write(payload[taken : taken + _PIECE]) or 0
            self._port.flush()
        except serial.SerialTimeoutException:
            return broken(taken or 1, _("the printer stopped taking data"))
        except (serial.SerialException, OSError):
            return broken(taken, _("the port was lost"))
        return Delivery(Outcome.SENT, taken=taken)

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Send a query and gather the answer."""
        answer = b""
        until = time.monotonic() + timeout
        try:
            self._port.reset_input_buffer()
            self._port.write(query)
            while not complete(answer) and (left := until - time.monotonic()) > 0:
                self._port.timeout = min(left, 0.1)
                answer += self._port.read(max(1, self._port.in_waiting))
        except (serial.SerialException, OSError) as error:
            raise offline(self._place, _("the port was lost")) from error
        return answer

    def settle(self) -> Delivery:
        """Everything was flushed to the port."""
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Close the port."""
        self._port.close()


class SerialPort:
    """A serial port."""

    def device(self, address: Address) -> str:
        """Return the port: COM3 in any case, the device file behind every link to it."""
        place = address.place
        return here(f"serial:{os.path.realpath(place) if place.startswith('/') else place.upper()}")

    def open(self, address: Address, name: str) -> SerialLink:
        """Open the port for us alone.

        Raises:
            PrinterOfflineError: it is not there or another program has it.
        """
        flow = address.options.get("flow", "")
        try:
            port = serial.Serial(
                address.place,
                int(address.options.get("baud", "115200")),
                write_timeout=float(address.options.get("timeout", _STALL)),
                rtscts=flow == "rtscts",
                xonxoff=flow == "xonxoff",
                exclusive=True,
            )
        except (serial.SerialException, ValueError, OSError) as error:
            raise offline(address.place, _why(error)) from error
        return SerialLink(port, address.place)


def _why(error: Exception) -> str:
    """Return why a port does not open; Windows tells only by the name of its error inside the words."""
    code, words = getattr(error, "errno", None), str(error)
    if code in (errno.EAGAIN, errno.EBUSY) or "PermissionError" in words:
        return _("another program uses this port")
    if code == errno.EACCES:
        return _("this user may not use the port (group dialout)")
    if code == errno.ENOENT or "FileNotFoundError" in words:
        return _("there is no such port")
    return _("the port is missing or in use")


transport: Transport = SerialPort()
