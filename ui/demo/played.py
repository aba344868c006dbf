"""A bench of the demo shop, played by scans: the hands of ``situations.py`` and ``rare_situations.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.orders.find import one
from station.packing import session
from station.packing.view import RowState
from station.people.codes import command_code, times_code
from station.store import prints

if TYPE_CHECKING:
    from station.packing.view import BenchView
    from station.store.engine import Store
    from ui.demo.stories import Stories

STATION = "3"


@dataclass(slots=True)
class Played:
    """A bench of the demo shop, with the pictures so far: name and view."""

    store: Store
    stories: Stories
    shown: list[tuple[str, BenchView]] = field(default_factory=list)
    on_screen: str = ""

    def scan(self, code: str, station: str = STATION) -> BenchView:
        """Scan."""
        view = session.scan(self.store, code, station=station, shown=self.on_screen)
        self.on_screen = view.order.order_id if view.order is not None else ""
        return view

    def say(self, word: str) -> BenchView:
        """Scan a command."""
        return self.scan(command_code(word))

    def keep(self, name: str, view: BenchView) -> BenchView:
        """Take this picture."""
        self.shown.append((name, view))
        return view

    def code(self, number: str) -> str:
        """Return the short code of an order."""
        with self.store.read() as tx:
            return one(tx, number).short_code

    def order_id(self, number: str) -> str:
        """Return the id of an order."""
        with self.store.read() as tx:
            return one(tx, number).order_id

    def fill(self, view: BenchView) -> BenchView:
        """Scan everything that is still to come."""
        for row in view.items:
            if row.state is not RowState.OLD and row.scanned < row.wanted:
                if row.wanted - row.scanned > 1 and row.sku:
                    self.scan(times_code(row.wanted - row.scanned))
                view = self.scan(row.barcode if row.sku else command_code("YES"))
        return view

    def printed(self, number: str) -> str:
        """Let the printer's part happen and return the code on the label."""
        outbox = prints.PrintOutbox(self.store, STATION, "situations")
        while (job := outbox.claim("waybill")) is not None:
            outbox.sending(job.job_id, "0" * 64)
            outbox.sent(job.job_id, watched=False)
        with self.store.read() as tx:
            return str(prints.of_order(tx, self.order_id(number))[-1].code)

    def clear(self) -> None:
        """Put the open order away."""
        self.say("PUTBACK")
