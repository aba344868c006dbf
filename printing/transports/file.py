"""Into a folder: ``pdf+file://folder``, one file a label.

Written beside its place, flushed to the disk and renamed: a half file is never seen. A file that exists is not
overwritten, the new one gets a number.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from printing.transports.base import Address, Delivery, Outcome, here, offline

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport


class FileLink:
    """One file to be."""

    outlives = True

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def send(self, payload: bytes) -> Delivery:
        """Write the file."""
        target = self._free()
        scratch = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with scratch.open("wb") as stream:
                stream.write(payload)
                stream.flush()
                os.fsync(stream.fileno())
            scratch.replace(target)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            return Delivery(Outcome.FAILED_BEFORE_SEND, error.strerror or type(error).__name__)
        return Delivery(Outcome.SENT, taken=len(payload))

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Return nothing: a folder does not answer."""
        return b""

    def settle(self) -> Delivery:
        """The file is on the disk."""
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Nothing is open."""

    def _free(self) -> Path:
        target = self._folder / self._name
        n = 2
        while target.exists():
            target = self._folder / f"{Path(self._name).stem}-{n}{Path(self._name).suffix}"
            n += 1
        return target


class File:
    """A folder."""

    def device(self, address: Address) -> str:
        """Return the folder itself."""
        return here(f"file:{os.path.realpath(address.place)}")

    def open(self, address: Address, name: str) -> FileLink:
        """Make sure the folder is there.

        Raises:
            PrinterOfflineError: it cannot be made.
        """
        folder = Path(address.place)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise offline(address.place, error.strerror or type(error).__name__) from error
        return FileLink(folder, name)


transport: Transport = File()
