"""Opens the printers' page over a bench: gives it the bench's store and asks for badge and PIN where wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from shiboken6 import isValid

from ui.setup.printers.window import PrintersPage
from ui.setup.sign_in import ask_who, prove

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from station.errors import StationError
    from station.store.engine import Store
    from ui.jobs import Jobs
    from ui.setup.sign_in import SignedIn

T = TypeVar("T")


class BenchAsks:
    """The bench as the page sees it."""

    def __init__(self, jobs: Jobs, store: Store, station: str, parent: QWidget) -> None:
        self._jobs, self._store, self._parent = jobs, store, parent
        self._station = station
        self._operator = "desk"  # a stand-in, good as long as the shop has no supervisor with a PIN
        self.asks_who: Callable[[str], SignedIn | None] = partial(ask_who, parent)

    @property
    def station(self) -> str:
        """Name of the bench."""
        return self._station

    @property
    def operator(self) -> str:
        """Who signed in at this page."""
        return self._operator

    def ask(
        self,
        work: Callable[[Store], T],
        *,
        then: Callable[[T], object],
        failed: Callable[[StationError], object] | None = None,
    ) -> None:
        """Run the work on the bench's worker; sign in and do it again where a PIN is wanted."""

        def refused(error: StationError) -> None:
            who = None
            if error.code in ("WHO_ACTS", "PIN_WANTED") and isValid(self._parent):
                who = self.asks_who(self._operator)
            if who is not None:
                again = partial(self._again, work, then, failed)
                self._jobs.run(partial(prove, self._store, who, self._station), then=again, failed=failed or _nothing)
            elif failed is not None:
                failed(error)

        self._jobs.run(partial(work, self._store), then=then, failed=refused)

    def _again(self, work: Callable[[Store], T], then: Any, failed: Any, operator_no: str) -> None:
        self._operator = operator_no
        self.ask(work, then=then, failed=failed)


def open_printers(jobs: Jobs, store: Store, station: str, parent: QWidget) -> PrintersPage:
    """Open the page; the bench goes on when it is closed."""
    page = PrintersPage(BenchAsks(jobs, store, station, parent), parent)
    page.open()
    return page


def _nothing(_error: StationError) -> None:
    """Nobody listens."""
