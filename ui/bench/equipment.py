"""What stands around the bench: scanners in, journal between, label printer out; wired to one bench window.

Keys are heard from the first moment; scans made before the store is open wait in memory. Every read goes
source -> journal (stored) -> window -> session. The scanners are those of ``PACKBENCH_SCANNERS`` and of the bench's
own list (``ui/setup/scanners``). After a crash the reads nobody acted on come first. The printers drain this station's
print outbox: ``ui/bench/printers.py``, by ``PACKBENCH_PRINTER`` or the stored choice.
Devices call back on their own threads; signals bring that into the window's thread. ``ui/app.py`` builds it.
"""

from __future__ import annotations

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scanners.journal import Journal
from scanners.sources.base import Lamp as SourceLamp
from station.clock import Clock, SystemClock
from station.text import _
from ui.bench.evidence_camera import EvidenceCamera
from ui.bench.kept_scans import KeptScans
from ui.bench.label_camera import LabelCamera, open_label_camera
from ui.scanning import Scanning
from ui.setup.scanners.stored import stored
from ui.widgets.banner import Trouble
from ui.widgets.lamp import LampState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.spooler import PrinterState
    from scanners.events import Frame, Scan
    from scanners.sources.base import SourceState
    from station.errors import StationError
    from station.packing.view import BenchView
    from station.settings import Settings
    from station.store.engine import Store
    from ui.bench.printers import Printers
    from ui.bench.window import BenchWindow

log = logging.getLogger(__name__)
_LAMPS = {SourceLamp.READY: LampState.GOOD, SourceLamp.SEARCHING: LampState.ATTENTION}


class Equipment(QObject):
    """Scanners, journal and printer of one bench.

    Signals:
        printer_told: the spooler says something of the printer or a job; carries a ``PrinterState``.
        refused: a scanner read what it may not scan; carries the ``Scan``.
        journal_told: the journal cannot store (a ``StationError``) or can again (``None``).
        label_seen: the label's camera read codes; carries them.
        camera_there: the evidence camera gives pictures, or is missing; carries which.
    """

    printer_told = Signal(object)
    refused = Signal(object)
    journal_told = Signal(object)
    label_seen = Signal(object)
    camera_there = Signal(bool)

    def __init__(self, settings: Settings, *, sources: Sequence[str] = (), clock: Clock | None = None) -> None:
        super().__init__()
        self._settings = settings
        self._clock = clock or SystemClock()
        self._addresses = list(sources)
        self._early: list[Frame] = []
        self._guard = threading.Lock()
        self._journal: Journal | None = None
        self._printers: Printers | None = None
        self._camera: EvidenceCamera | None = None
        self._label_camera: LabelCamera | None = None
        self._kept: KeptScans | None = None
        self._store: Store | None = None
        self._window: BenchWindow | None = None
        self.scanning = Scanning(self.offer, self)

    def attach(self, window: BenchWindow) -> None:
        """Listen to the keys and show lamps on this window."""
        self._window = window
        self.printer_told.connect(self._on_printer)
        self.scanning.told.connect(self._on_source)
        self.refused.connect(self._on_refused)
        self.journal_told.connect(self._on_journal)
        self.label_seen.connect(self._on_label)
        self.camera_there.connect(self._on_camera)
        window.painted.connect(self._on_painted)
        window.setup_wanted.connect(self._on_setup)
        window.label_wanted.connect(self._on_preview)
        window.slip_wanted.connect(self._on_slip)
        self.scanning.listen()
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
        self.scanning.use([*self._addresses, *stored(store, self._settings.station)])  # may scan what: asked below
        kept = self._kept = KeptScans(store, self._settings.station)
        for scan in kept.pending():
            self._hand_on(scan)
        journal = Journal(kept, self._clock, on_scan=self._hand_on, on_trouble=self.journal_told.emit)
        with self._guard:
            self._journal = journal
            for frame in self._early:
                journal.offer(frame)
            self._early.clear()
        self._store = store
        from ui.bench.printers import Printers  # here: the window is on screen before the store's libraries load

        self._printers = Printers(store, self._settings.station, on_state=self.printer_told.emit).start()
        self._camera = EvidenceCamera(store, self._settings.station, self.camera_there.emit)
        self._label_camera = open_label_camera(store, self._settings.station, on_seen=self.label_seen.emit)

    def picture(self) -> bytes:
        """Return what the bench's camera sees now; nothing without one."""
        return self._camera.picture() if self._camera is not None else b""

    def close(self) -> None:
        """Stop everything before the store is closed; what was read is stored."""
        self.scanning.close()
        for camera in (self._camera, self._label_camera):
            if camera is not None:
                camera.close()
        if self._printers is not None:
            self._printers.close()
        with self._guard:
            journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    def _hand_on(self, scan: Scan) -> None:
        if scan.duplicate_of is not None or not scan.complete or self._window is None:
            return
        if self.scanning.may(scan.source, scan.kind):
            self._window.hub.take(scan)
        else:
            self.refused.emit(scan)

    def _on_painted(self, view: BenchView) -> None:
        self.scanning.expect(_expected(view))
        if view.print_jobs and self._printers is not None:
            self._printers.wake()
        closed = view.order if view.sound == "all_done" else None
        if closed is not None and self._camera is not None and self._window is not None:
            keep = partial(self._camera.keep, closed.order_id)
            self._window.jobs.run(keep, then=lambda _kept: None, failed=self.journal_told.emit)

    def _on_printer(self, state: PrinterState) -> None:
        from station.packing.printers import Role, role_name

        if self._window is None:
            return
        lamp = LampState(str(state.lamp))
        name = "printer" if state.printer == Role.WAYBILL else f"printer:{state.printer}"
        good = _("Label printer") if state.printer == Role.WAYBILL else role_name(state.printer)
        if state.printer in tuple(Role):
            self._window.set_lamp(name, lamp, good if lamp is LampState.GOOD else state.text)
        if lamp is LampState.BROKEN:
            told = state.text if name == "printer" else f"{good}: {state.text}"
            self._window.show_trouble(Trouble(name, told, _("put it right, the label comes by itself")))
        else:
            self._window.end_trouble(name)
        if state.job_state:
            self._window.refresh()

    def _on_label(self, codes: tuple[str, ...]) -> None:
        """Compare what the camera read with the label that was sent, in the order of the scans."""
        from station.packing import label_seen

        window, store = self._window, self._store
        if window is not None and store is not None:
            compare = partial(label_seen.seen, store, codes, station=self._settings.station)
            window.jobs.run(compare, then=window.show_seen, failed=self.journal_told.emit)

    def _on_camera(self, there: bool) -> None:
        if self._window is not None:
            lamp = LampState.GOOD if there else LampState.ATTENTION
            self._window.set_lamp(
                "camera", lamp, _("Camera") if there else _("No camera: parcels close without a photo")
            )

    def _on_source(self, state: SourceState) -> None:
        if self._window is not None:
            lamp = _LAMPS.get(state.lamp, LampState.BROKEN)
            good = _("Scale") if state.source.startswith("scale") else _("Scanner")
            self._window.set_lamp(state.source, lamp, state.happened or good)
            if lamp is LampState.BROKEN and state.happened:
                self._window.show_trouble(Trouble(f"scanner:{state.source}", state.happened, state.remedy))
            else:
                self._window.end_trouble(f"scanner:{state.source}")

    def _on_setup(self) -> None:
        """Open the scanners' page; while it is open scans are only shown."""
        from ui.setup.scanners.opening import open_scanners

        if self._window is None or self._store is None:
            return
        open_scanners(
            self.scanning,
            self._store,
            self._settings.station,
            fixed=self._addresses,
            jobs=self._window.jobs,
            parent=self._window,
        )

    def _on_preview(self, order_id: str) -> None:
        """Draw the label of the order on screen as this bench's printer would."""
        from ui.label_preview import of_order

        window, store = self._window, self._store
        if window is not None and store is not None:
            draw = partial(of_order, store, order_id, self._settings.station)
            window.jobs.run(draw, then=lambda drawn: window.show_label(drawn, order_id), failed=window.show_refusal)

    def _on_slip(self, order_id: str) -> None:
        """Draw what the slip of the order on screen says."""
        from ui.slip_crops import of_order

        window, store = self._window, self._store
        if window is not None and store is not None:
            draw = partial(of_order, store, order_id)
            window.jobs.run(draw, then=lambda drawn: window.show_slip(drawn, order_id), failed=window.show_refusal)

    def _on_refused(self, scan: Scan) -> None:
        if self._window is None or self._kept is None:
            return
        told = _("The scanner {name} may not scan this").format(name=scan.source)
        trouble = Trouble("scan", told, _("use another scanner, or change its settings (F1)"))
        show = partial(self._window.show_trouble, trouble)
        self._window.jobs.run(
            partial(self._kept.refuse, scan.seq), then=lambda _done: show(), failed=lambda _why: show()
        )

    def _on_journal(self, error: StationError | None) -> None:
        if self._window is None:
            return
        if error is None:
            self._window.end_trouble("store")
        else:
            self._window.show_trouble(Trouble("store", error.happened, error.remedy, error.code))


def _expected(view: BenchView) -> frozenset[str]:
    """Return what a camera may believe at first sight: the items still to scan and the order's own code."""
    items = {row.sku for row in view.items if row.sku and row.scanned < row.wanted}
    return frozenset(items if view.order is None else items | {view.order.short_code})
