"""Prints the test label through the real path: a row of the outbox, the right to the printer, the worker, the proof.

The row goes under a name of its own, so that setting up prints nothing else that waits. Where the bench itself holds
the printer, the row is handed to the bench's worker. Blocks until the label's fate is known: call it on a worker
thread. The set-up dialog and ``print test`` use it.
"""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from printing.check import consider
from printing.drain import drain
from printing.layouts.fields import RulerFields
from printing.settings import DPMM
from printing.spooler import Lamp
from station.packing import documents
from station.packing.printers import of_station
from station.store import prints
from station.text import _

if TYPE_CHECKING:
    from printing.spooler import PrinterState
    from station.store.engine import Store

OUT = (prints.SENT, prints.CONFIRMED)
_OVER = (*OUT, prints.UNKNOWN, prints.CANCELLED)
_LOOK = 0.1  # seconds between two looks at the row
_WAITING = (prints.QUEUED, prints.FAILED)


@dataclass(frozen=True, slots=True)
class Tested:
    """What became of the test label.

    Attributes:
        why: what kept it from coming out, in words.
    """

    job_id: str
    state: str
    why: str = ""

    def sentence(self) -> str:
        """Return it in words."""
        return {
            prints.CONFIRMED: _("The test label came out, says the printer: does the ruler begin at the edge?"),
            prints.SENT: _("The test label was sent; this printer does not answer: look whether it came out"),
            prints.UNKNOWN: _("The test label may have come out: look at the printer"),
        }.get(self.state, _("The test label was not printed: {why}").format(why=self.why))


def print_test(store: Store, url: str, *, role: str, bench: str, operator: str, patience: float = 20.0) -> Tested:
    """Print the test label and return what became of it; what did not leave in time is called off.

    Raises:
        station.errors.UserError: the address cannot be, or it is not theirs to print.
    """
    printer = consider(url)
    facts = f"{DPMM[printer.settings.dpmm]} dpi · {printer.paper}"
    fields = RulerFields(url.partition("?")[0], facts)
    own = f"test-{uuid.uuid4().hex[:8]}"
    job = store.write(lambda tx: documents.ask(tx, "ruler", fields, station=bench, operator=operator, printer=own))
    told: list[PrinterState] = []
    news = threading.Event()

    def hear(state: PrinterState) -> None:
        told.append(state)
        news.set()

    worker = drain(store, url, station=bench, role=own, on_demand=True, on_state=hear)
    try:
        return _watch(store, job, told, news=news, role=role, bench=bench, url=url, patience=patience)
    finally:
        worker.close()


def _watch(
    store: Store,
    job: str,
    told: list[PrinterState],
    *,
    news: threading.Event,
    role: str,
    bench: str,
    url: str,
    patience: float,
) -> Tested:
    handed = False
    until = time.monotonic() + patience
    while True:
        state, why = _state(store, job)
        if state in _OVER:
            return Tested(job, state, why)
        troubles = [one.text for one in told if one.lamp is not Lamp.GOOD]
        if time.monotonic() > until or (state == prints.FAILED and why):
            why = why or (troubles[-1] if troubles else _("The printer does not answer"))
            if store.write(partial(prints.move, job_id=job, sources=_WAITING, target=prints.CANCELLED, why=why)):
                return Tested(job, prints.CANCELLED, why)
        if troubles and state == prints.QUEUED and not handed:
            handed = _hand_over(store, job, role=role, bench=bench, url=url)
        news.wait(_LOOK)
        news.clear()


def _hand_over(store: Store, job: str, *, role: str, bench: str, url: str) -> bool:
    """The printer is taken: when by this bench with this address, its own worker prints the label."""
    with store.read() as tx:
        same = {str(known): chosen for known, chosen in of_station(tx, bench).items()}.get(role) == url
    return same and store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.QUEUED, printer=role))


def _state(store: Store, job: str) -> tuple[str, str]:
    with store.read() as tx:
        row = prints.by_job(tx, job)
    if row is None or (row.state == prints.SENT and row.owner):  # the printer is being watched: not over yet
        return "", ""
    return str(row.state), row.why or ""
