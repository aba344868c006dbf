"""A USB printer on Linux as the kernel shows it: ``tspl+usb:///dev/usb/lp0``.

The usblp device is a file: bytes in, status answers out. Reads and writes wait with a limit, so a printer without paper
cannot hang us. The user must be in the group ``lp`` (installer's udev rule). Untested on hardware.
"""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING

from printing.transports.base import Address, Delivery, Outcome, broken, here, offline
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport

_PIECE = 4096
_STALL = 10.0


class UsbLink:
    """One open device."""

    outlives = False

    def __init__(self, device: int, place: str, stall: float) -> None:
        self._device = device
        self._place = place
        self._stall = stall

    def send(self, payload: bytes) -> Delivery:
        """Write as the printer takes it."""
        taken = 0
        try:
            while taken < len(payload):
                if not select.select([], [self._device], [], self._stall)[1]:
                    return broken(taken, _("the printer stopped taking data"))
                taken += os.write(self._device, payload[taken : taken + _PIECE])
        except OSError as error:
            return broken(taken, error.strerror or type(error).__name__)
        return Delivery(Outcome.SENT, taken=taken)

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Send a query and gather the answer."""
        answer = b""
        until = time.monotonic() + timeout
        try:
            if not select.select([], [self._device], [], timeout)[1]:
                return b""
            os.write(self._device, query)
            while not complete(answer) and (left := until - time.monotonic()) > 0:
                if select.select([self._device], [], [], left)[0]:
                    answer += os.read(self._device, 4096)
        except OSError as error:
            raise offline(self._place, error.strerror or type(error).__name__) from error
        return answer

    def settle(self) -> Delivery:
        """The kernel has given everything to the printer's buffer."""
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Close the device."""
        os.close(self._device)


class Usb:
    """A usblp device."""

    def device(self, address: Address) -> str:
        """Return the device file behind every link to it."""
        return here(f"usb:{os.path.realpath(address.place)}")

    def open(self, address: Address, name: str) -> UsbLink:
        """Open the device.

        Raises:
            PrinterOfflineError: it is unplugged, in use or not permitted.
        """
        try:
            device = os.open(address.place, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
        except OSError as error:
            raise offline(address.place, error.strerror or type(error).__name__) from error
        return UsbLink(device, address.place, float(address.options.get("timeout", _STALL)))


transport: Transport = Usb()
