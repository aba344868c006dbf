"""A Windows printer by its spooler, raw: ``tspl+windows://Gprinter%20GP-1324D``.

``OpenPrinter``, ``StartDocPrinter`` with data type RAW, ``WritePrinter``, ``EndDocPrinter`` of winspool.drv, called by
ctypes: nothing to install. "Taken" means that the spooler has it; it says OK with paper out and lid open, so a label
is proven only by scanning it. Tried against a stand-in of winspool, not on Windows.
"""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING, Any

from printing.transports.base import Address, Delivery, Outcome, broken, here, offline
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport


class _Document(ctypes.Structure):
    """``DOC_INFO_1W``."""

    _fields_ = (("name", ctypes.c_wchar_p), ("output", ctypes.c_wchar_p), ("type", ctypes.c_wchar_p))


class WindowsLink:
    """One open printer."""

    outlives = True

    def __init__(self, winspool: Any, handle: ctypes.c_void_p, name: str) -> None:
        self._winspool = winspool
        self._handle = handle
        self._name = name

    def send(self, payload: bytes) -> Delivery:
        """Give the label to the spooler as one document."""
        document = _Document(self._name, None, "RAW")
        if not self._winspool.StartDocPrinterW(self._handle, 1, ctypes.byref(document)):
            return broken(0, _("the print service refused the label"))
        taken = 0
        written = ctypes.c_uint32(0)
        while taken < len(payload):
            rest = payload[taken:]
            if (
                not self._winspool.WritePrinter(self._handle, rest, len(rest), ctypes.byref(written))
                or not written.value
            ):
                self._winspool.AbortPrinter(self._handle)
                return broken(taken, _("the print service refused the label"))
            taken += written.value
        if not self._winspool.EndDocPrinter(self._handle):
            return broken(taken, _("the print service refused the label"))
        return Delivery(Outcome.SENT, taken=taken)

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Return nothing: the spooler has no way back."""
        return b""

    def settle(self) -> Delivery:
        """The spooler has it."""
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Let go of the printer."""
        self._winspool.ClosePrinter(self._handle)


class Windows:
    """The Windows spooler; ``winspool`` is given by tests."""

    def __init__(self, winspool: Any = None) -> None:
        self._winspool = winspool

    def device(self, address: Address) -> str:
        """Return the printer's name; a path to another computer's is the same everywhere."""
        name = f"windows:{address.place.casefold()}"
        return name if address.place.startswith("\\\\") else here(name)

    def open(self, address: Address, name: str) -> WindowsLink:
        """Open the printer by its name.

        Raises:
            PrinterOfflineError: there is no such printer, or this is not Windows.
        """
        winspool = self._winspool or _load()
        if winspool is None:
            raise offline(address.place, _("this way works on Windows only"))
        handle = ctypes.c_void_p()
        if not winspool.OpenPrinterW(address.place, ctypes.byref(handle), None):
            raise offline(address.place, _("Windows knows no printer of this name"))
        return WindowsLink(winspool, handle, name)


def _load() -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL("winspool.drv")
    return None


transport: Transport = Windows()
