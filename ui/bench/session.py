"""What the bench window asks of the shop: three verbs, all run on the worker.

``ui/bench/store_session.py`` fulfils it with the store and ``station/packing``; tests fulfil it with a list of views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scanners.events import Scan
    from station.packing.view import BenchView
    from ui.setup.sign_in import SignedIn


class Session(Protocol):
    """One bench's packing session."""

    def start(self) -> BenchView:
        """Open what must be open and return what the bench shows first."""
        ...

    def scan(self, scan: Scan) -> BenchView:
        """Act on one scan or key and return what the bench shows now."""
        ...

    def current(self) -> BenchView:
        """Return what the bench shows now, without a scan."""
        ...

    def prove(self, who: SignedIn) -> str:
        """Check a person's badge and PIN and return their number."""
        ...

    def close(self) -> None:
        """Close what was opened."""
        ...
