"""Printers of the Windows spooler: ``EnumPrintersW`` level 4 (``PRINTER_INFO_4W``: name, server, attributes).

The buffer is read by hand, so a recorded one can be tried on any system. Virtual printers that make files are left out.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from printing.discovery.base import DiscoveryError, Found, found
from station.text import _

_LOCAL_AND_CONNECTED = 0x2 | 0x4
_FILE_MAKERS = ("microsoft print to pdf", "microsoft xps", "onenote", "fax")


class Info(ctypes.Structure):
    """``PRINTER_INFO_4W``."""

    _fields_ = (("name", ctypes.c_wchar_p), ("server", ctypes.c_wchar_p), ("attributes", ctypes.c_uint32))


def find(winspool: Any = None) -> list[Found]:
    """Return the printers Windows knows; ``winspool`` is given by tests.

    Raises:
        DiscoveryError: this is not Windows, or the spooler does not answer.
    """
    library = winspool or _load()
    if library is None:
        raise DiscoveryError(_("this way works on Windows only"), _("look for USB, CUPS or network printers instead"))
    needed, count = ctypes.c_uint32(0), ctypes.c_uint32(0)
    ask = (_LOCAL_AND_CONNECTED, None, 4)
    library.EnumPrintersW(*ask, None, 0, ctypes.byref(needed), ctypes.byref(count))
    buffer = ctypes.create_string_buffer(max(needed.value, 1))
    if needed.value and not library.EnumPrintersW(
        *ask, buffer, needed.value, ctypes.byref(needed), ctypes.byref(count)
    ):
        raise DiscoveryError(_("The print service of Windows does not answer"), _("start the service Print Spooler"))
    rows = ctypes.cast(buffer, ctypes.POINTER(Info))
    names = [str(rows[n].name) for n in range(count.value)]
    return [found("windows", name, name, spoken=name) for name in names if not _makes_files(name)]


def _makes_files(name: str) -> bool:
    return any(word in name.casefold() for word in _FILE_MAKERS)


def _load() -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL("winspool.drv")
    return None
