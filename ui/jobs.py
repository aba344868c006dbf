"""The one worker thread: use cases and the database, in the order they were asked for.

Results come back to the window's thread through one queued signal. Errors come back too, always as a sentence a
person can read; what is ours is logged with its trace. Used by the bench, the desk and the slip review.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from station.errors import BugError, StationError, UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Outcome:
    then: Callable[[Any], object]
    value: Any


class Jobs(QObject):
    """Runs work in order, one at a time.

    Signals:
        pending_changed: how many pieces of work are waiting or running.
    """

    pending_changed = Signal(int)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bench-worker")
        self._pending = 0
        self._closed = False
        self._finished.connect(self._on_finished)

    @property
    def pending(self) -> int:
        """How many pieces of work are waiting or running."""
        return self._pending

    def run(
        self, work: Callable[[], T], *, then: Callable[[T], object], failed: Callable[[StationError], object]
    ) -> None:
        """Run the work on the worker, then ``then(result)`` or ``failed(error)`` in the window's thread."""
        if self._closed:
            return
        self._pending += 1
        self.pending_changed.emit(self._pending)
        self._worker.submit(self._work, work, then, failed)

    def close(self) -> None:
        """Let the running piece finish and stop; nothing is reported any more."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=False)

    def _work(
        self, work: Callable[[], Any], then: Callable[[Any], object], failed: Callable[[StationError], object]
    ) -> None:
        try:
            outcome = _Outcome(then, work())
        except StationError as error:
            log.log(logging.INFO if isinstance(error, UserError) else logging.WARNING, "refused code=%s", error.code)
            outcome = _Outcome(failed, error)
        except Exception as error:
            log.exception("bug")
            outcome = _Outcome(failed, bug(error))
        self._finished.emit(outcome)

    def _on_finished(self, outcome: _Outcome) -> None:
        self._pending -= 1
        if not self._closed:
            self.pending_changed.emit(self._pending)
            outcome.then(outcome.value)


def bug(error: Exception) -> BugError:
    """Return what a person reads when the fault is ours."""
    return BugError(
        _("The program made a mistake ({kind})").format(kind=type(error).__name__),
        _("scan again; if it comes back, call the lead and send the log"),
        code="BUG",
    )
