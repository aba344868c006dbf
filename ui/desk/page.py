"""What a page of the desk is.

To add one, write ``ui/desk/pages/<name>.py`` with ``page: Page = MyPage()``: ``order`` places it in the list at the
left, ``title`` names it, ``make`` builds its widget. A page reads and changes the shop only through ``desk.ask``: the
work runs on the worker with the store, the answer comes back in the window's thread; errors are told by the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from station.errors import StationError
    from station.store.engine import Store

T = TypeVar("T")


class Desk(Protocol):
    """What the desk gives to its pages."""

    @property
    def station(self) -> str:
        """Name of the station this desk prints and works for."""
        ...

    @property
    def operator(self) -> str:
        """Who works at this desk: their number, ``desk`` as long as nobody was asked. Read it inside the work."""
        ...

    @property
    def home(self) -> Path:
        """The folder of the user's data; photos lie in it, sealed."""
        ...

    def ask(
        self,
        work: Callable[[Store], T],
        *,
        then: Callable[[T], object],
        failed: Callable[[StationError], object] | None = None,
    ) -> None:
        """Run the work on the worker with the store; tell the error at the top unless ``failed`` takes it."""
        ...


class Page(Protocol):
    """One page."""

    @property
    def order(self) -> int:
        """Place in the list; small is first."""
        ...

    @property
    def title(self) -> str:
        """Translated name."""
        ...

    def make(self, desk: Desk) -> QWidget:
        """Build the page's widget."""
        ...
