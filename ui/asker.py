"""Who opens a page or dialog: a window with a store, a worker and a person at it (the desk, or a bench)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.errors import StationError
    from station.store.engine import Store

T = TypeVar("T")


class Asker(Protocol):
    """What a page may ask of its window."""

    @property
    def station(self) -> str:
        """Name of the station the window stands at; it prints and works for it."""
        ...

    @property
    def operator(self) -> str:
        """Who works there: their number, ``desk`` as long as nobody was asked. Read it inside the work."""
        ...

    def ask(
        self,
        work: Callable[[Store], T],
        *,
        then: Callable[[T], object],
        failed: Callable[[StationError], object] | None = None,
    ) -> None:
        """Run the work on the worker with the store, asking for the PIN where one is wanted.

        The answer comes back in the window's thread; an error is told by the window unless ``failed`` takes it.
        """
        ...
