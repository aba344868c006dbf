"""A packer at bench 1 of the small shop, without a window; the spooler's part is played by ``printed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.packing import session
from station.people.codes import badge_code, command_code
from station.store import prints
from tests import shop

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station.packing.view import BenchView
    from station.store.engine import Store

BARCODE = {code: barcode for code, _name, _size, _color, barcode in shop.SKUS}


class Bench:
    """A packer at bench 1."""

    def __init__(self, store: Store) -> None:
        self.store = store
        shop.build(store)
        self.scan(badge_code("1001"))

    def scan(self, code: str, station: str = "1") -> BenchView:
        return session.scan(self.store, BARCODE.get(code, code), station=station)

    def say(self, word: str) -> BenchView:
        return self.scan(command_code(word))

    def job(self, order_id: str) -> Row[tuple[object, ...]]:
        with self.store.read() as tx:
            return prints.of_order(tx, order_id)[-1]

    def printed(self, order_id: str) -> str:
        """Let the spooler's part happen and return the code on the label."""
        job = self.job(order_id)
        outbox = prints.PrintOutbox(self.store, "1", "test")
        claimed = outbox.claim("waybill")
        assert claimed is not None
        assert claimed.job_id == job.job_id
        assert outbox.sending(job.job_id, "0" * 64)
        outbox.sent(job.job_id, watched=False)
        return str(job.code)
