"""Calls of the same work that wait at the same time share one transaction, whichever engine.

One caller commits for all that queued up behind the commit before (flat combining): under load the shelf of a hot
SKU is locked once for many orders, alone nobody waits. Who came first in the queue leads the next commit; after a
shared one it waits up to 2 ms for those who were in it, as they come back with their next. If the shared transaction
fails, each call runs in its own, so one that cannot be done harms no other.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from station.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work = Callable[[Any, Sequence[Any]], list[Any]]  # (transaction, items) -> a result an item

_MOST = 100  # items in one transaction
_GATHER = 0.002  # seconds


def _shut() -> threading.Lock:
    """Return a latch somebody else opens once: a bare lock wakes a thread at a third of what an Event costs."""
    latch = threading.Lock()
    latch.acquire()
    return latch


@dataclass(slots=True)
class _Call:
    items: Sequence[Any]
    done: bool = False
    results: list[Any] | None = None
    error: BaseException | None = None
    woken: threading.Lock = field(default_factory=_shut)


@dataclass(slots=True)
class _Line:
    guard: threading.Lock = field(default_factory=threading.Lock)
    waiting: deque[_Call] = field(default_factory=deque)
    led: bool = False
    last: int = 1  # calls in the commit before
    full: threading.Lock | None = None  # opened when as many wait as took part in the commit before


class Together:
    """Where callers of one store meet."""

    def __init__(self, write: Callable[[Callable[[Any], list[Any]]], list[Any]]) -> None:
        self._write = write
        self._lines: dict[Work, _Line] = {}

    def run(self, work: Work, items: Sequence[Any]) -> list[Any]:
        """Run ``work`` on the items, perhaps with those of others; return one result for each item."""
        line = self._lines.setdefault(work, _Line())
        call = _Call(items)
        with line.guard:
            line.waiting.append(call)
            leads, line.led = not line.led, True
            if line.full is not None and len(line.waiting) >= line.last:
                line.full.release()
                line.full = None
        if not leads:
            call.woken.acquire()
        if not call.done:
            self._lead(work, line)
        if call.error is not None:
            raise call.error
        return call.results or []

    def _lead(self, work: Work, line: _Line) -> None:
        """Serve the queue's first calls, mine among them, and hand the lead to the next."""
        _gather(line)
        with line.guard:
            line.full = None
            calls = _next(line.waiting)
            line.last = len(calls)
        self._serve(work, calls)
        with line.guard:
            line.led = bool(line.waiting)
            heir = line.waiting[0] if line.waiting else None
        for call in calls:
            call.woken.release()
        if heir is not None:
            heir.woken.release()

    def _serve(self, work: Work, calls: list[_Call]) -> None:
        try:
            self._write_all(work, calls)
        except BaseException as error:  # noqa: BLE001 - carried to the callers, who wait for it
            if len(calls) == 1 or isinstance(error, DeviceError):
                for call in calls:
                    call.error = error
            else:
                for call in calls:
                    self._serve(work, [call])
        for call in calls:
            call.done = True

    def _write_all(self, work: Work, calls: list[_Call]) -> None:
        items = [item for call in calls for item in call.items]
        results = iter(self._write(lambda tx: work(tx, items)))
        for call in calls:
            call.results = [next(results) for _item in call.items]


def _gather(line: _Line) -> None:
    with line.guard:
        full = line.full = _shut() if len(line.waiting) < line.last else None
    if full is not None:
        full.acquire(timeout=_GATHER)


def _next(waiting: deque[_Call]) -> list[_Call]:
    calls = [waiting.popleft()]
    room = _MOST - len(calls[0].items)
    while waiting and len(waiting[0].items) <= room:
        calls.append(waiting.popleft())
        room -= len(calls[-1].items)
    return calls
