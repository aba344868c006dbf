"""The Windows spooler's list, on a recorded structure."""

import ctypes
import sys
from typing import Any

import pytest

from printing.discovery import windows
from printing.discovery.base import DiscoveryError


class Winspool:
    """Answers as winspool.drv does: first how much room, then the rows."""

    def __init__(self, *names: str, refuses: bool = False) -> None:
        self._rows = (windows.Info * len(names))(*[windows.Info(name, None, 0x40) for name in names])
        self._refuses = refuses

    def EnumPrintersW(  # noqa: N802 - Windows' name
        self, flags: int, _server: None, level: int, buffer: Any, _room: int, needed: Any, count: Any
    ) -> int:
        assert (flags, level) == (6, 4)
        needed._obj.value = ctypes.sizeof(self._rows)
        if buffer is None or self._refuses:
            return 0
        ctypes.memmove(buffer, self._rows, ctypes.sizeof(self._rows))
        count._obj.value = len(self._rows)
        return 1


def test_printers_are_listed_without_those_that_make_files() -> None:
    listed = windows.find(Winspool("Gprinter GP-1324D", "Microsoft Print to PDF", "ZDesigner GK420d (ZPL)"))
    assert [(one.url, one.sure) for one in listed] == [
        ("zpl+windows://Gprinter%20GP-1324D", False),
        ("zpl+windows://ZDesigner%20GK420d%20%28ZPL%29", True),
    ]


def test_no_printer_and_a_refusal() -> None:
    assert windows.find(Winspool()) == []
    with pytest.raises(DiscoveryError, match="Print Spooler"):
        windows.find(Winspool("x", refuses=True))


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere it says that it is Windows only")
def test_elsewhere_it_says_so() -> None:
    with pytest.raises(DiscoveryError, match="Windows"):
        windows.find()
