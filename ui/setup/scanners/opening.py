"""Opens the scanners' page over a bench and gives it the store: the bench's F1."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from shiboken6 import isValid

from station.text import _
from ui.setup.scanners.stored import keep, stored
from ui.setup.scanners.window import Scanners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from scanners.events import Scan
    from station.store.engine import Store
    from ui.jobs import Jobs
    from ui.scanning import Scanning


def open_scanners(
    scanning: Scanning, store: Store, station: str, *, fixed: Sequence[str], jobs: Jobs, parent: QWidget
) -> Scanners:
    """Open the page; the bench goes on when it is closed."""

    def works(work: Callable[[], object], then: Callable[[object], object]) -> None:
        jobs.run(work, then=while_open(then), failed=while_open(page.tell))

    def while_open(shows: Callable[[Any], object]) -> Callable[[Any], object]:
        return lambda told: shows(told) if isValid(page) else None

    page = Scanners(
        scanning,
        own=stored(store, station),
        fixed=fixed,
        works=works,
        keep=partial(keep, store, station),
        means=partial(means, store),
        parent=parent,
    )
    page.printers_wanted.connect(partial(_open_printers, jobs, store, station, page))
    page.finished.connect(page.deleteLater)
    page.open()
    return page


def _open_printers(jobs: Jobs, store: Store, station: str, page: Scanners) -> None:
    from ui.setup.printers.opening import open_printers  # here: it loads every printer language

    open_printers(jobs, store, station, page)


def means(store: Store, scan: Scan) -> list[str]:
    """Return what a code is in this shop, in words; more than one is a collision."""
    from station.packing.meanings import meanings

    with store.read() as tx:
        found = meanings(tx, scan.forms)
    words = {
        "order": _("order"),
        "waybill": _("waybill"),
        "sku": _("item"),
        "command": _("command code"),
        "badge": _("badge"),
    }
    told = [f"{words.get(one.kind, one.kind)} {one.what}" for one in found]
    if len(found) > 1:
        told.append(_("several things have this code"))
    return told or [_("unknown in this shop")]
