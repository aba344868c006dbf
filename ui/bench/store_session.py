"""The bench's session on the real store: opened on the worker, after the window is on screen.

SQLAlchemy and the migrations load there too, so the window is up first and scans made meanwhile wait in order. A scan
the store could not take, because it went away in between, comes first as soon as it is back.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from station.errors import DeviceError, UserError
from station.people.codes import Command, command_code, is_weight

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanners.events import Scan
    from station.clock import Clock
    from station.packing.view import BenchView
    from station.settings import Settings
    from station.store.engine import Store
    from ui.setup.sign_in import SignedIn


class StoreSession:
    """Packs on a store."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        opened: Callable[[Store], object] | None = None,
        closing: Callable[[], object] | None = None,
        picture: Callable[[], bytes] = bytes,
    ) -> None:
        """Remember where the store is.

        Args:
            settings: store and station.
            clock: the store's clock; the machine's by default.
            opened: called on the worker once the store is open: the spooler and the journal start there.
            closing: called before the store is closed.
            picture: what the bench's camera sees now; asked for when a piece is missing.
        """
        self._settings = settings
        self._clock = clock
        self._opened = opened
        self._closing = closing
        self._picture = picture
        self._store: Store | None = None
        self._left: deque[Scan] = deque()
        self._shown = ""  # order on screen

    def start(self) -> BenchView:
        """Open the store and return what the bench shows.

        Raises:
            StationError: the store cannot be opened; the next call tries again.
        """
        self._open()
        return self._catch_up()

    def scan(self, scan: Scan) -> BenchView:
        """Act on one scan; acting and marking it done in the journal are one transaction.

        Raises:
            UserError: refused; the journal has it as done, so the next start does not replay it.
            DeviceError: the store does not answer; a scan of the journal is acted on when it does.
        """
        self._left.append(scan)
        return self._catch_up()

    def _catch_up(self) -> BenchView:
        shown = None
        while self._left:
            scan = self._left.popleft()
            try:
                shown = self._act(scan)
            except DeviceError:
                if scan.seq > 0:
                    self._left.appendleft(scan)
                raise
            except UserError:
                if not self._left:
                    raise
        return shown or self.current()

    def _act(self, scan: Scan) -> BenchView:
        from station.packing.session import scan as act
        from station.store import scans

        store, station = self._open(), self._settings.station
        try:
            told = {"station": station, "shown": self._shown}
            seen = self._picture() if scan.text == command_code(Command.SHORT) else b""
            view = act(store, scan.text, seq=scan.seq, forms=scan.forms, gs1=scan.gs1, picture=seen, **told)
        except UserError:
            if scan.seq > 0:
                store.write(partial(scans.mark, station=station, seq=scan.seq, result="refused"))
            raise
        if not is_weight(scan.text):  # a weight leaves on screen what is there
            self._shown = view.order.order_id if view.order is not None else ""
        return view

    def current(self) -> BenchView:
        """Return what the bench shows now."""
        from station.packing.session import current

        return current(self._open(), self._settings.station)

    def prove(self, who: SignedIn) -> str:
        """Check a person's badge and PIN and return their number.

        Raises:
            UserError: nobody has this badge, or the PIN is wrong, waits or is locked.
        """
        from ui.setup.sign_in import prove

        return prove(self._open(), who, self._settings.station)

    def close(self) -> None:
        """Close what stands around the store, then the store."""
        if self._closing is not None:
            self._closing()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _open(self) -> Store:
        if self._store is None:
            from station.store.engine import open_store

            store = open_store(self._settings, clock=self._clock)
            try:
                if self._opened is not None:
                    self._opened(store)
            except BaseException:
                store.close()  # half open is not open: the next call tries the whole again
                raise
            self._store = store
        return self._store
