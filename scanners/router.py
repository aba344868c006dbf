"""The same code again: one read that stuttered, or a deliberate second scan?

The same text from the same source within 400 ms of the last time is one read; later it is meant. A camera sees a code
on every picture, so there a code must be gone for 1.5 s first. A repeat is marked with the number of its first read
and kept like any other: nothing is dropped. The journal asks for every scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOW = 0.4
CAMERA_GONE = 1.5
_REMEMBERED = 256


@dataclass(slots=True)
class Seen:
    """A first read: its journal number (``None`` until it is stored) and when it was last seen."""

    last: float
    seq: int | None = None


class Router:
    """Remembers the last reads of each source."""

    def __init__(self, windows: Mapping[str, float] | None = None) -> None:
        """Take the window of seconds of sources that differ, by name."""
        self._windows = dict(windows or {})
        self._seen: dict[tuple[str, str], Seen] = {}

    def seen(self, source: str, text: str, *, first: float, last: float) -> tuple[Seen, bool]:
        """Return the first read of this code and whether this one repeats it."""
        key = (source, text)
        known = self._seen.pop(key, None)
        if known is not None and 0 <= first - known.last < self._window(source):
            known.last = last
            self._seen[key] = known
            return known, True
        self._seen[key] = fresh = Seen(last)
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return fresh, False

    def _window(self, source: str) -> float:
        return self._windows.get(source, CAMERA_GONE if source.startswith("camera") else WINDOW)
