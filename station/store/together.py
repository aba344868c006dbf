"""Calls of the same work that wait at the same time share one transaction, whichever engine.

One caller commits for all that queued up behind the commit before (flat combining): under load the shelf of a hot
SKU is locked once for many orders, alone nobody waits. If the shared transaction fails, each call runs in its own, so
one that cannot be done harms no other.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from station.errors import DeviceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from station.store.engine import Tx

    Work = Callable[[Tx, Sequence[Any]], list[Any]]

_MOST = 100  # items in one transaction


@dataclass(slots=True)
class _Call:
    items: Sequence[Any]
    done: bool = False
    results: list[Any] | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Line:
    turn: threading.Lock = field(default_factory=threading.Lock)
    waiting: deque[_Call] = field(default_factory=deque)


class Together:
    """Where callers of one store meet."""

    def __init__(self, write: Callable[[Callable[[Tx], list[Any]]], list[Any]]) -> None:
        self._write = write
        self._lines: dict[Work, _Line] = {}

    def run(self, work: Work, items: Sequence[Any]) -> list[Any]:
        """Run ``work`` on the items, perhaps with those of others; return one result for each item."""
        line = self._lines.setdefault(work, _Line())
        call = _Call(items)
        line.waiting.append(call)
        while not call.done:
            with line.turn:
                if not call.done:
                    self._serve(work, _next(line.waiting))
        if call.error is not None:
            raise call.error
        return call.results or []

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


def _next(waiting: deque[_Call]) -> list[_Call]:
    calls = [waiting.popleft()]
    room = _MOST - len(calls[0].items)
    while waiting and len(waiting[0].items) <= room:
        calls.append(waiting.popleft())
        room -= len(calls[-1].items)
    return calls
