"""A camera's pictures -> reads: what stands in the guide box, confirmed, once, within a share of one core.

Each picture gets the quick look; while that sees nothing, one picture at a time goes through the whole cascade, step
by step, as far as the budget of a quarter of one core lets it. A code counts when two pictures agree on it or the
bench expects it. On a waybill the bars are meant: square codes beside them (advertisements, tracing) are not read out.
Pure: times are passed in. ``sources/camera`` asks for each picture; the preview draws ``guide``.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from scanners.decode import glance, read_symbols, steps
from scanners.sightings import Sightings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scanners.engines import Gray, Symbol

SHARE = 0.25  # of one core
_SAVED = 0.1  # seconds of work saved up at most
_SQUARE = frozenset({"QR Code", "Micro QR Code", "Data Matrix", "Aztec", "PDF417"})
_WAYBILL_LEAST = 10  # characters of bars that may be a waybill


def guide(width: int, height: int, share: float) -> tuple[int, int, int, int]:
    """Return the guide box as left, top, right, bottom."""
    left, top = round(width * (1 - share) / 2), round(height * (1 - share) / 2)
    return left, top, width - left, height - top


class Look:
    """One camera's eye."""

    def __init__(self, share_of_view: float = 0.85) -> None:
        self.expected: Collection[str] = ()
        self._view = min(1.0, max(0.2, share_of_view))
        self._sightings = Sightings()
        self._steps: Iterator[tuple[Symbol, ...]] | None = None
        self._confirm = False
        self._credit, self._last = 0.0, 0.0

    def take(self, gray: Gray, at: float) -> list[Symbol]:
        """Take one picture and return what counts as a read now."""
        began = time.thread_time()
        self._credit = min(_SAVED, self._credit + SHARE * max(0.0, at - self._last))
        self._last = at
        left, top, right, bottom = guide(gray.shape[1], gray.shape[0], self._view)
        seen = self._seen(gray[top:bottom, left:right].copy())
        reads = self._sightings.fresh(_bars_first(seen, self.expected), at, expected=self.expected)
        self._credit -= time.thread_time() - began
        return [replace(one, box=tuple((x + left, y + top) for x, y in one.box)) for one in reads]

    def _seen(self, inside: Gray) -> tuple[Symbol, ...]:
        quick = glance(inside)
        if quick:
            self._steps = None
            return quick
        if self._confirm:
            self._confirm = False
            return read_symbols(inside)
        began, spent = time.thread_time(), 0.0
        while spent < self._credit:
            self._steps = self._steps or steps(inside)
            found = next(self._steps, None)
            if found is None or found:
                self._steps, self._confirm = None, bool(found)
                return found or ()
            spent = time.thread_time() - began
        return ()


def _bars_first(seen: tuple[Symbol, ...], expected: Collection[str]) -> list[Symbol]:
    waybill = any(one.format not in _SQUARE and len(one.text) >= _WAYBILL_LEAST for one in seen)
    return [one for one in seen if not waybill or one.format not in _SQUARE or one.text in expected]
