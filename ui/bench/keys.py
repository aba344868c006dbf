"""The keys of the bench and the command each stands for.

A key does exactly what its barcode on the bench card does: it becomes the same ``Scan``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from scanners.events import Kind, Scan
from station.people.codes import again_code, command_code, times_code

if TYPE_CHECKING:
    from datetime import datetime

COMMANDS = {
    Qt.Key.Key_F2: "UNDO",
    Qt.Key.Key_F3: "NEXTBOX",
    Qt.Key.Key_F4: "SHORT",
    Qt.Key.Key_F5: "CANT",
    Qt.Key.Key_F6: "REPRINT",
    Qt.Key.Key_F8: "HOLD",
    Qt.Key.Key_F9: "HELP",
    Qt.Key.Key_F10: "FINISH",
    Qt.Key.Key_F12: "LOGOUT",
}


def command_scan(word: str, at: datetime) -> Scan:
    """Return the scan a key or button stands for."""
    code = command_code(word)
    return Scan(text=code, raw=code.encode(), kind=Kind.COMMAND, source="key", at=at)


def again_scan(number: int, at: datetime) -> Scan:
    """Return the scan of a usual reason for printing again."""
    code = again_code(number)
    return Scan(text=code, raw=code.encode(), kind=Kind.COMMAND, source="key", at=at)


def typed_scan(text: str, at: datetime) -> Scan:
    """Return the scan a typed text stands for: ``*12`` makes the next item count twelve."""
    times = text[1:] if text.startswith(("*", "x", "X", "×")) else ""
    if times.isascii() and times.isdecimal() and 1 <= int(times[:4]) <= 999:
        code = times_code(int(times))
        return Scan(text=code, raw=code.encode(), kind=Kind.COMMAND, source="key", at=at)
    return code_scan(text, at)


def code_scan(code: str, at: datetime) -> Scan:
    """Return the scan of a picked order."""
    return Scan(text=code, raw=code.encode(), kind=Kind.CODE, source="key", at=at)
