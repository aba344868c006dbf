"""The rotating log: one event a line, ``key=value``, ids yes, people never.

A filter masks anything that looks like a mobile number before it reaches a file, as the last guard.
"""

from __future__ import annotations

import logging
import re
import time
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{6}(\d{2})(?!\d)")


class PhoneMask(logging.Formatter):
    """Formats a line and masks mobile numbers in it, tracebacks included."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with each mobile number reduced to ``138******01``."""
        return _PHONE.sub(r"\1******\2", super().format(record))


def start(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write the log to ``folder/packbench.log`` (5 files of 5 MB) and return that path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "packbench.log"
    handler = RotatingFileHandler(path, maxBytes=5_000_000, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(PhoneMask("%(asctime)sZ %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level)
    return path
