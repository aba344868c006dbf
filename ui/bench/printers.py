"""The printers of one bench: a worker for each role, following what is chosen for this bench, wherever it is chosen.

The choice is read again every few seconds, so a printer set up at the desk works at the bench without a restart. A
label its own printer cannot take goes to the fallback printer, never one that may have left. Labels that wait for a
printer the bench does not have are told. What a printer says of itself is kept beside its lease: the desk shows it
within two seconds. Own thread: neither the window nor the bench's worker waits for a printer's
name or a database. ``ui/bench/equipment.py`` starts it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from printing.drain import drain
from printing.printer import parse
from printing.spooler import Lamp, PrinterState
from station.errors import StationError
from station.packing.printers import Role, of_station
from station.store import printer_leases, prints
from station.text import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from printing.spooler import Spooler
    from station.store.engine import Store

log = logging.getLogger(__name__)
_EVERY = 2.0  # seconds
_TAKES_OVER = (Role.WAYBILL, Role.ITEM)


class Printers:
    """The workers of one bench's printers."""

    def __init__(
        self, store: Store, station: str, *, on_state: Callable[[PrinterState], None], every: float = _EVERY
    ) -> None:
        self._store = store
        self._station = station
        self._on_state = on_state
        self._every = every
        self._used: dict[Role, tuple[str, str]] = {}  # role -> address and fallback
        self._workers: dict[Role, Spooler] = {}
        self._told = 0
        self._heard: dict[str, tuple[str, str]] = {}  # role -> lamp and words
        self._kept: dict[str, tuple[str, str]] = {}
        self._closing = threading.Event()
        self._news = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="printers", daemon=True)

    def start(self) -> Printers:
        """Begin."""
        with contextlib.suppress(StationError):  # it is told by the thread, which must not load what others load too
            for url, _fallback in self._chosen().values():
                parse(url)
        self._thread.start()
        return self

    def wake(self) -> None:
        """Say that a label was asked for."""
        for worker in list(self._workers.values()):
            worker.wake()

    def close(self) -> None:
        """Finish the labels in hand and stop."""
        self._closing.set()
        self._news.set()
        self._thread.join()
        for worker in self._workers.values():
            worker.close()

    def _follow(self) -> None:
        first, look_at = True, 0.0
        while not self._closing.is_set():
            try:
                if time.monotonic() >= look_at:
                    look_at = time.monotonic() + self._every
                    chosen = self._chosen()
                    self._use(chosen, first=first)
                    self._tell_homeless(chosen)
                    first = False
                self._keep_heard()
            except StationError as error:  # the store is away: the workers say so
                log.warning("printers not read code=%s", error.code)
            self._news.wait(max(0.0, look_at - time.monotonic()))
            self._news.clear()

    def _hear(self, state: PrinterState) -> None:
        """Hand on what a printer says, and keep it for the desk."""
        self._on_state(state)
        self._heard[state.printer] = (str(state.lamp), state.text)
        self._news.set()

    def _keep_heard(self) -> None:
        news = {role: said for role, said in dict(self._heard).items() if self._kept.get(role) != said}
        for role, (lamp, says) in news.items():
            name = printer_leases.queue(self._station, role)
            self._store.write(partial(printer_leases.tell, name=name, lamp=lamp, says=says))
            self._kept[role] = (lamp, says)

    def _chosen(self) -> dict[Role, tuple[str, str]]:
        with self._store.read() as tx:
            found = of_station(tx, self._station)
        own = os.environ.get("PACKBENCH_PRINTER")
        if own:
            found[Role.WAYBILL] = own
        behind = str(Role.FALLBACK) if Role.FALLBACK in found else ""
        return {role: (url, behind if role in _TAKES_OVER else "") for role, url in found.items()}

    def _use(self, chosen: Mapping[Role, tuple[str, str]], *, first: bool) -> None:
        for role in [role for role, used in self._used.items() if chosen.get(role) != used]:
            del self._used[role]
            if role in self._workers:
                self._workers.pop(role).close()
            if role not in chosen:
                self._tell(role, Lamp.ATTENTION, _("No printer chosen yet"))
        if first and Role.WAYBILL not in chosen:
            self._tell(Role.WAYBILL, Lamp.ATTENTION, _("No printer chosen yet"))
        for role, (url, fallback) in chosen.items():
            if role not in self._used:
                self._used[role] = (url, fallback)
                self._begin(role, url, fallback)

    def _begin(self, role: Role, url: str, fallback: str) -> None:
        try:
            self._workers[role] = drain(
                self._store,
                url,
                station=self._station,
                role=str(role),
                fallback=fallback,
                on_demand=role is Role.FALLBACK,
                on_state=self._hear,
            )
        except StationError as error:
            log.warning("printer refused code=%s", error.code)
            self._tell(role, Lamp.BROKEN, f"{error.happened}: {error.remedy}")

    def _tell_homeless(self, chosen: Mapping[Role, tuple[str, str]]) -> None:
        with self._store.read() as tx:
            n = prints.homeless(tx, self._station, chosen)
        if n != self._told:
            self._told = n
            told = ngettext(
                "{n} label waits for a printer this bench does not have",
                "{n} labels wait for a printer this bench does not have",
                n,
            ).format(n=n)
            self._tell("other", Lamp.BROKEN if n else Lamp.GOOD, told if n else _("The printer works"))

    def _tell(self, role: str, lamp: Lamp, text: str) -> None:
        self._on_state(PrinterState(str(role), lamp, text))
