"""Reads slips one after the other in the background; the window goes on.

The networks live in a process of their own (``scanners/slips/reader``), started with the first photo. The photo lies
in a scratch file only while it is read. The slips page owns one.
"""

from __future__ import annotations

import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from scanners.slips.reader import SlipReader
from station.errors import DeviceError, StationError
from station.slips.draft import SlipDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A photo was read: its hash and draft; an empty draft, to be typed, with the ``error`` when it cannot be read."""

    sha256: str
    draft: dict[str, Any]
    error: StationError | None = None


class Reading(QObject):
    """One reading thread.

    Signals:
        done: a photo was read; carries a ``Read``.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="slips")
        self._reader: SlipReader | None = None

    def read(self, sha256: str, photo: bytes, names: Mapping[str, str]) -> None:
        """Read this photo; ``done`` comes."""
        self._worker.submit(self._read, sha256, photo, names)

    def close(self) -> None:
        """End the process; the photo being read is read again at the next start."""
        self._worker.shutdown(cancel_futures=True)
        if self._reader is not None:
            self._reader.close()

    def _read(self, sha256: str, photo: bytes, names: Mapping[str, str]) -> None:
        self._reader = self._reader or SlipReader(names)
        with tempfile.TemporaryDirectory(prefix="slip-") as folder:
            path = Path(folder) / "slip"
            path.write_bytes(photo)
            try:
                try:
                    draft = self._reader.read(path)
                except DeviceError:
                    draft = self._reader.read(path)  # it starts afresh
            except StationError as error:
                log.warning("slip not read code=%s", error.code)
                self.done.emit(Read(sha256, SlipDraft({}, ()).as_json(), error))
                return
        self.done.emit(Read(sha256, {name: value for name, value in draft.items() if name != "file"}))
