"""What stands around the bench: scanners in, journal between, label printer out; wired to one bench window.

Keys are heard from the first moment; scans made before the store is open wait in memory. Every read goes
source -> journal (stored) -> window -> session. After a crash the reads nobody acted on come first. The spooler
drains this station's print outbox to the printer the station chose (``PACKBENCH_PRINTER`` or the stored choice).
Devices call back on their own threads; signals bring that into the window's thread. ``ui/app.py`` builds it.
"""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanners.journal import Journal
from scanners.sources.base import Lamp as SourceLamp
from scanners.sources.base import SourceState, start
from scanners.sources.wedge_qt import KeyDecoder
from station.clock import Clock, SystemClock
from station.errors import StationError
from station.text import _
from ui.bench.kept_scans import KeptScans
from ui.wedge_filter import WedgeFilter
from ui.widgets.banner import Trouble
from ui.widgets.lamp import LampState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.spooler import PrinterState, Spooler
    from scanners.events import Frame, Scan
    from scanners.sources.base import Running
    from station.packing.view import BenchView
    from station.settings import Settings
    from station.store.engine import Store
    from ui.bench.window import BenchWindow

log = logging.getLogger(__name__)
_LAMPS = {SourceLamp.READY: LampState.GOOD, SourceLamp.SEARCHING: LampState.ATTENTION}


class Equipment(QObject):
    """Scanners, journal and printer of one bench.

    Signals:
        printer_told: the spooler says something of the printer or a job; carries a ``PrinterState``.
        source_told: a scanner's lamp changed; carries a ``SourceState``.
        journal_told: the journal cannot store (a ``StationError``) or can again (``None``).
    """

    printer_told = Signal(object)
    source_told = Signal(object)
    journal_told = Signal(object)

    def __init__(self, settings: Settings, *, sources: Sequence[str] = (), clock: Clock | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._clock = clock or SystemClock()
        self._addresses = list(sources)
        self._early: list[Frame] = []
        self._guard = threading.Lock()
        self._journal: Journal | None = None
        self._spooler: Spooler | None = None
        self._running: list[Running] = []
        self._window: BenchWindow | None = None
        self._wedge = WedgeFilter(KeyDecoder(), self.offer, self)

    def attach(self, window: BenchWindow) -> None:
        """Listen to the keys and show lamps on this window."""
        self._window = window
        self.printer_told.connect(self._on_printer)
        self.source_told.connect(self._on_source)
        self.journal_told.connect(self._on_journal)
        window.painted.connect(self._on_painted)
        self._wedge.install()
        window.set_lamp("scanner", LampState.GOOD, _("Scanner"))

    def offer(self, frame: Frame) -> None:
        """Take a frame from any thread; kept in memory until the store is open."""
        with self._guard:
            if self._journal is None:
                self._early.append(frame)
                return
            self._journal.offer(frame)

    def begin(self, store: Store) -> None:
        """The store is open (worker thread): journal, scanners and printer start."""
        kept = KeptScans(store, self._settings.station)
        for scan in kept.pending():
            self._hand_on(scan)
        journal = Journal(kept, self._clock, on_scan=self._hand_on, on_trouble=self.journal_told.emit)
        with self._guard:
            self._journal = journal
            for frame in self._early:
                journal.offer(frame)
            self._early.clear()
        self._begin_printer(store)
        for address in self._addresses:
            self._begin_source(address)

    def close(self) -> None:
        """Stop everything before the store is closed; what was read is stored."""
        self._wedge.remove()
        for running in self._running:
            running.close()
        if self._spooler is not None:
            self._spooler.close()
        with self._guard:
            journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    def _hand_on(self, scan: Scan) -> None:
        if scan.duplicate_of is None and scan.complete and self._window is not None:
            self._window.hub.take(scan)

    def _begin_source(self, address: str) -> None:
        try:
            self._running.append(start(address, on_frame=self.offer, on_state=self.source_told.emit))
        except StationError as error:
            log.warning("scanner refused code=%s", error.code)
            self.source_told.emit(SourceState(address, SourceLamp.OFF, error.happened, error.remedy))

    def _begin_printer(self, store: Store) -> None:
        from printing.lock import PrinterLock
        from printing.printer import parse
        from printing.spooler import Lamp, PrinterState, Spooler
        from station.packing.labels import PRINTER
        from station.store import choices
        from station.store.prints import PrintOutbox

        station = self._settings.station
        with store.read() as tx:
            stored = choices.get(tx, f"printer:{station}:{PRINTER}")
        url = os.environ.get("PACKBENCH_PRINTER") or stored
        if not url:
            told = _("No printer chosen yet")
            self.printer_told.emit(PrinterState(PRINTER, Lamp.ATTENTION, told))
            return
        try:
            self._spooler = Spooler(
                PRINTER,
                parse(url),
                outbox=PrintOutbox(store, station, f"{os.getpid()}"),
                lock=PrinterLock(self._settings.home, url),
                clock=self._clock,
                on_state=self.printer_told.emit,
            ).start()
        except StationError as error:
            log.warning("printer refused code=%s", error.code)
            self.printer_told.emit(PrinterState(PRINTER, Lamp.BROKEN, f"{error.happened}: {error.remedy}"))

    def _on_painted(self, view: BenchView) -> None:
        if view.print_jobs and self._spooler is not None:
            self._spooler.wake()

    def _on_printer(self, state: PrinterState) -> None:
        if self._window is None:
            return
        lamp = LampState(str(state.lamp))
        good = lamp is LampState.GOOD
        self._window.set_lamp("printer", lamp, _("Label printer") if good else state.text)
        if lamp is LampState.BROKEN:
            remedy = _("put it right, the label comes by itself")
            self._window.show_trouble(Trouble("printer", state.text, remedy, "PRINTER"))
        else:
            self._window.end_trouble("printer")
        if state.job_state:
            self._window.refresh()

    def _on_source(self, state: SourceState) -> None:
        if self._window is not None:
            lamp = _LAMPS.get(state.lamp, LampState.BROKEN)
            self._window.set_lamp(state.source, lamp, state.happened or _("Scanner"))

    def _on_journal(self, error: StationError | None) -> None:
        if self._window is None:
            return
        if error is None:
            self._window.end_trouble("store")
        else:
            self._window.show_trouble(Trouble("store", error.happened, error.remedy, error.code))
