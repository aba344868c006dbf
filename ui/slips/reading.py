"""Reads slips one after the other in the background; the window goes on.

The networks live in a process of their own (``scanners/slips/reader``), started with the first photo, or ahead when
one is about to come. The photo lies in a scratch file only while it is read. The slips page owns one.
"""

from __future__ import annotations

import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from scanners.slips.reader import SeveralSlipsError, SlipReader
from station.errors import DeviceError, StationError
from station.slips.draft import SlipDraft
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """A photo was read.

    Attributes:
        draft: empty, to be typed, when the photo cannot be read; it then holds what is wrong under ``told``.
        error: what to say now.
        pictures: instead of a draft the pictures, to be read one by one, that a file of several slips was made into.
    """

    sha256: str
    draft: dict[str, Any]
    error: StationError | None = None
    pictures: tuple[bytes, ...] = ()


class Reading(QObject):
    """One reading thread.

    Signals:
        done: a photo was read; carries a ``Read``.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="slips")
        self._reader = SlipReader()

    def start(self) -> None:
        """Open the networks ahead of the first photo; harmless when they are."""
        self._worker.submit(self._reader.start)

    def read(self, sha256: str, photo: bytes, names: Mapping[str, str]) -> None:
        """Read this photo; ``done`` comes."""
        self._worker.submit(self._read, sha256, photo, names)

    def close(self) -> None:
        """End the process; the photo being read is read again at the next start."""
        self._worker.shutdown(cancel_futures=True)
        self._reader.close()

    def _read(self, sha256: str, photo: bytes, names: Mapping[str, str]) -> None:
        self._reader.know(names)
        with tempfile.TemporaryDirectory(prefix="slip-") as folder:
            path = Path(folder) / _("Photo")  # how sentences call it
            path.write_bytes(photo)
            self.done.emit(_read(self._reader, path, sha256))


def _read(reader: SlipReader, path: Path, sha256: str) -> Read:
    into = path.parent / "pages"
    into.mkdir()
    try:
        try:
            draft = reader.read(path, into)
        except DeviceError:
            draft = reader.read(path, into)  # it starts afresh
    except SeveralSlipsError as several:
        worst = next(iter(several.broken.values()), several if len(several.pages) > 1 else None)
        return Read(sha256, {}, worst, tuple(page.read_bytes() for page in several.pages))
    except StationError as error:
        log.warning("slip not read code=%s", error.code)
        told = {"code": error.code, "happened": error.happened, "remedy": error.remedy}
        return Read(sha256, {**SlipDraft({}, ()).as_json(), "told": told}, error)
    return Read(sha256, {name: value for name, value in draft.items() if name != "file"})
