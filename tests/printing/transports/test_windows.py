"""The Windows spooler, tried with a stand-in of winspool.drv; elsewhere it says that it is Windows only."""

import ctypes
import sys
from typing import Any

import pytest

from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.windows import Windows, transport


class Winspool:
    """Keeps documents; takes ``appetite`` bytes a call and refuses after ``limit``."""

    def __init__(self, *, limit: int = 1_000_000, appetite: int = 1000) -> None:
        self.limit = limit
        self.appetite = appetite
        self.got = b""
        self.calls: list[str] = []

    def OpenPrinterW(self, name: str, handle: Any, _defaults: None) -> int:  # noqa: N802 - Windows' name
        handle._obj.value = 7
        return int(name == "GP-1324D")

    def StartDocPrinterW(self, _handle: Any, level: int, _document: Any) -> int:  # noqa: N802 - Windows' name
        self.calls.append(f"start {level}")
        return 1

    def WritePrinter(self, _handle: Any, data: bytes, size: int, written: Any) -> int:  # noqa: N802 - Windows' name
        if len(self.got) >= self.limit:
            return 0
        took = min(size, self.appetite)
        self.got += data[:took]
        written._obj.value = took
        return 1

    def AbortPrinter(self, _handle: Any) -> int:  # noqa: N802 - Windows' name
        self.calls.append("abort")
        return 1

    def EndDocPrinter(self, _handle: Any) -> int:  # noqa: N802 - Windows' name
        self.calls.append("end")
        return 1

    def ClosePrinter(self, handle: ctypes.c_void_p) -> int:  # noqa: N802 - Windows' name
        self.calls.append(f"close {handle.value}")
        return 1


def test_label_is_one_raw_document() -> None:
    winspool = Winspool()
    link = Windows(winspool).open(Address("GP-1324D", {}), "job-1.tspl")
    assert link.send(b"x" * 2500).outcome is Outcome.SENT
    assert link.settle().outcome is Outcome.SENT
    link.close()
    assert winspool.got == b"x" * 2500
    assert winspool.calls == ["start 1", "end", "close 7"]


@pytest.mark.parametrize(("limit", "outcome"), [(0, Outcome.FAILED_BEFORE_SEND), (1000, Outcome.UNKNOWN)])
def test_refusal_in_the_middle_is_unknown(limit: int, outcome: Outcome) -> None:
    winspool = Winspool(limit=limit)
    assert Windows(winspool).open(Address("GP-1324D", {}), "job").send(b"x" * 2500).outcome is outcome
    assert winspool.calls == ["start 1", "abort"]


def test_unknown_printer_is_offline() -> None:
    with pytest.raises(PrinterOfflineError):
        Windows(Winspool()).open(Address("fax", {}), "job")


def test_elsewhere_it_says_windows_only() -> None:
    if sys.platform != "win32":
        with pytest.raises(PrinterOfflineError, match="Windows"):
            transport.open(Address("GP-1324D", {}), "job")
