"""Begins to drain one printer of a bench: its address, the bench's rows for that role, and the right to it.

The bench (``ui/bench/printers.py``), the test label and the tests begin a worker here and nowhere else, so that nobody
forgets the lock or the lease.
"""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

from printing import lock, machine
from printing.printer import parse
from printing.spooler import Spooler
from station.store import printer_leases
from station.store.printer_leases import LASTS, Lease
from station.store.prints import PrintOutbox
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    from printing.rhythm import Rhythm
    from printing.spooler import PrinterState
    from station.store.engine import Store


def drain(
    store: Store,
    url: str,
    *,
    station: str,
    role: str,
    fallback: str = "",
    on_demand: bool = False,
    rhythm: Rhythm | None = None,
    lasts: timedelta = LASTS,
    on_state: Callable[[PrinterState], None] | None = None,
) -> Spooler:
    """Begin to print this bench's labels of a role to the printer at an address; close it at the end.

    Raises:
        PrinterAddressError: the address cannot be read.
        UnknownLanguageError: no such language.
        UnknownTransportError: no such transport.
    """
    printer = parse(url)
    owner = f"{machine.ident()}/{os.getpid()}-{uuid.uuid4().hex[:8]}"
    holder = _("Bench {station} (computer {machine})").format(station=station, machine=machine.name())
    device, queue = printer.device, printer_leases.queue(station, role)
    return Spooler(
        role,
        printer,
        outbox=PrintOutbox(
            store, station, owner, lease=Lease((device, queue), owner=owner, holder=holder, lasts=lasts)
        ),
        lock=lock.PrinterLock(lock.folder(), (device, f"{store.engine.url}#{queue}"), holder),
        clock=store.clock,
        fallback=fallback,
        on_demand=on_demand,
        rhythm=rhythm,
        on_state=on_state,
    ).start()
