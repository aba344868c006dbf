"""A recorded session played again: support and tests feed it through the same journal as a live scanner.

``replay:///path/to/session.jsonl``; ``pace=1`` keeps the pauses, ``pace=10`` is ten times faster, without ``pace`` all
comes at once. One frame a line, as ``line_of`` writes it: the bytes in base64, times in seconds, terminator, complete.
Frames keep the source they came from, so repeats are found as they were. Opened through ``base.start``.
"""

from __future__ import annotations

import base64
import binascii
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from scanners.events import Frame
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator


def line_of(frame: Frame) -> str:
    """Return a frame as one line of a recording."""
    return json.dumps(
        {
            "source": frame.source,
            "raw": base64.b64encode(frame.raw).decode(),
            "first": frame.first,
            "last": frame.last,
            "terminator": frame.terminator,
            "complete": frame.complete,
        }
    )


def frame_of(line: str) -> Frame | None:
    """Return the frame of a line; ``None`` when the line is none."""
    try:
        value = json.loads(line)
        return Frame(
            str(value["source"]),
            base64.b64decode(value["raw"], validate=True),
            float(value["first"]),
            float(value["last"]),
            str(value["terminator"]),
            bool(value["complete"]),
        )
    except (ValueError, KeyError, TypeError, binascii.Error):
        return None


class Replay:
    """One recording, one thread; the lamp goes off at its end."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = address.name or f"replay:{Path(address.place).name}"
        self._path = Path(address.place)
        self._pace = address.number("pace", 0)
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop playing."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            self._light.show(
                Lamp.OFF, _("The recording {name} cannot be read").format(name=self._path.name), _("check the file")
            )
            return
        self._light.show(Lamp.READY)
        unread = self._play(frame_of(line) for line in lines if line.strip())
        if unread:
            told = _("{count} lines of the recording could not be read").format(count=unread)
            self._light.show(Lamp.OFF, told, _("check the file"))
        else:
            self._light.show(Lamp.OFF)

    def _play(self, frames: Iterator[Frame | None]) -> int:
        unread, before = 0, None
        for frame in frames:
            if frame is None:
                unread += 1
                continue
            if self._pace > 0 and before is not None:
                self._stop.wait(max(0.0, frame.last - before) / self._pace)
            if self._stop.is_set():
                break
            before = frame.last
            self._on_frame(frame)
        return unread


class _Replay:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Replay:
        """Play the recording."""
        return Replay(address, on_frame=on_frame, on_state=on_state)


source: Source = _Replay()
