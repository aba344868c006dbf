"""The keys of the bench and the command each stands for.

A key does exactly what its barcode on the bench card does: it becomes the same ``Scan``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from scanners.events import Kind, Scan
from station.people.codes import command_code

if TYPE_CHECKING:
    from datetime import datetime

COMMANDS = {
    Qt.Key.Key_F2: "UNDO",
    Qt.Key.Key_F4: "SHORT",
    Qt.Key.Key_F6: "REPRINT",
    Qt.Key.Key_F8: "HOLD",
    Qt.Key.Key_F9: "HELP",
}


def command_scan(word: str, at: datetime) -> Scan:
    """Return the scan a key or button stands for."""
    code = command_code(word)
    return Scan(text=code, raw=code.encode(), kind=Kind.COMMAND, source="key", at=at)


def code_scan(code: str, at: datetime) -> Scan:
    """Return the scan of a picked order."""
    return Scan(text=code, raw=code.encode(), kind=Kind.CODE, source="key", at=at)
