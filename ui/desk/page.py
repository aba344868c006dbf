"""What a page of the desk is.

To add one, write ``ui/desk/pages/<name>.py`` with ``page: Page = MyPage()``: ``order`` places it in the list at the
left, ``title`` names it, ``make`` builds its widget. A page reads and changes the shop only through ``desk.ask``: the
work runs on the worker with the store, the answer comes back in the window's thread; errors are told by the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ui.asker import Asker

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class Desk(Asker, Protocol):
    """What the desk gives to its pages."""

    @property
    def home(self) -> Path:
        """The folder of the user's data; photos lie in it, sealed."""
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
