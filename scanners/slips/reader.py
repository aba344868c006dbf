"""Reads photos of slips in a process of its own: started when first needed, again after a crash, with a time limit.

``with SlipReader(names) as reader: draft = reader.read(path)``; the draft is the JSON of ``slip read``. A file of
several slips is made into pictures instead, each to be read by itself. One photo at a time; call it from a worker
thread, never from the window's. Used by the ``slip`` command, the window and ``serve``.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from station import text
from station.errors import DeviceError, UserError
from station.text import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROOT = Path(__file__).resolve().parents[2]
FIRST_SECONDS, LATER_SECONDS = 60.0, 30.0


class UnreadablePhotoError(UserError):
    """The photo cannot be read; code and sentences come from the reading process."""

    code = "BAD_PICTURE"


class SeveralSlipsError(UserError):
    """The file was made into pictures, to be read one by one.

    Attributes:
        pages: one picture a slip, named ``file.pdf#2``.
        broken: by name what is wrong with pages that cannot be drawn.
    """

    code = "SEVERAL_SLIPS"

    def __init__(self, name: str, pages: Sequence[Path], broken: Mapping[str, UserError]) -> None:
        super().__init__(
            ngettext("{name} holds {n} slip", "{name} holds {n} slips", len(pages)).format(name=name, n=len(pages)),
            _("look over each by itself"),
        )
        self.pages, self.broken = tuple(pages), dict(broken)


class ReadingTooLongError(UserError):
    """Reading was given up."""

    code = "SLIP_TOO_LONG"


class ReadingStoppedError(DeviceError):
    """The reading process ended in the middle."""

    code = "SLIP_READER_STOPPED"


class SlipReader:
    """A client of the reading process; ``names`` is the catalogue, code to name."""

    def __init__(self, names: Mapping[str, str] | None = None, *, seconds: float | None = None) -> None:
        self._names = dict(names or {})
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None
        self._warm = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def know(self, names: Mapping[str, str]) -> None:
        """Read with this catalogue from now on."""
        if names != self._names:
            self._names = dict(names)
            self._send({"catalogue": self._names})

    def start(self) -> None:
        """Start the process ahead of the first photo, it opens its networks at once; harmless when it runs."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._replies = queue.SimpleQueue()
        self._warm = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scanners.slips.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            cwd=_ROOT,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),  # elsewhere it steps back by itself
            env={**os.environ, "PACKBENCH_LANG": text.language(), "OMP_NUM_THREADS": "2"},
        )
        self._listener = threading.Thread(
            target=_listen, args=(self._process, self._replies), name="slip-reader", daemon=True
        )
        self._listener.start()
        self._send({"catalogue": self._names})

    def read(self, photo: Path, into: Path | None = None) -> dict[str, Any]:
        """Return the draft of a photo.

        Raises:
            SeveralSlipsError: it was made into pictures, kept when a folder ``into`` is given: read each.
            UnreadablePhotoError: the file is no photo that can be read.
            ReadingTooLongError: it took too long; the next photo starts afresh.
            ReadingStoppedError: the process ended while reading.
        """
        if into is None:
            with tempfile.TemporaryDirectory() as folder:
                return self.read(photo, Path(folder))
        self.start()
        self._send({"photo": str(photo.resolve()), "into": str(into.resolve())})
        limit = self._seconds or (LATER_SECONDS if self._warm else FIRST_SECONDS)
        try:
            line = self._replies.get(timeout=limit)
        except queue.Empty:
            self.close(kill=True)
            raise ReadingTooLongError(
                _("Reading {name} took too long").format(name=photo.name), _("take the photo again, closer and flatter")
            ) from None
        if line is None:
            self.close(kill=True)
            raise ReadingStoppedError(
                _("Reading {name} stopped in the middle").format(name=photo.name), _("try again; it starts by itself")
            )
        self._warm = True
        return _draft(json.loads(line), photo.name)

    def close(self, *, kill: bool = False) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        if kill:
            process.kill()
        if process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:
                process.kill()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._listener is not None:
            self._listener.join()
        if process.stdout is not None:
            process.stdout.close()

    def _send(self, request: dict[str, Any]) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        try:
            process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
            process.stdin.flush()
        except OSError:
            pass  # it ended: the listener says so


def _listen(process: subprocess.Popen[str], replies: queue.SimpleQueue[str | None]) -> None:
    for line in process.stdout or ():
        replies.put(line)
    replies.put(None)


def _draft(reply: dict[str, Any], name: str) -> dict[str, Any]:
    if "pages" in reply:
        broken = {page: _refusal(error) for page, error in reply["broken"].items()}
        raise SeveralSlipsError(name, [Path(page) for page in reply["pages"]], broken)
    if "error" in reply:
        raise _refusal(reply["error"])
    draft: dict[str, Any] = reply["draft"]
    return draft


def _refusal(error: Mapping[str, str]) -> UnreadablePhotoError:
    return UnreadablePhotoError(error["happened"], error["remedy"], code=error["code"])
