"""Bad days of a bench: the disk is full, the port is taken, the label does not fit; told, and no label is lost."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from printing import printer
from printing.drain import drain
from printing.emulator import Emulator
from printing.layouts import samples
from printing.rhythm import Rhythm
from printing.spooler import PrinterState, Spooler
from printing.transports.base import PrinterOfflineError
from station.errors import StationError
from station.orders.ids import short_code
from station.packing import session
from station.people.codes import badge_code
from station.settings import Settings
from station.store import prints
from station.store.engine import open_store, unavailable
from station.store.prints import PrintOutbox
from station.store.silence import Trouble
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from station.store.engine import Store

_FAST = Rhythm(idle=0.05, look=0.2, answer=2, first_retry=0.1, longest_retry=0.2)


@pytest.fixture
def store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    yield opened
    opened.close()


class FullOutbox(PrintOutbox):
    """The outbox of a disk that is full."""

    full = True

    def sending(self, job_id: str, sha256: str) -> bool:
        if self.full:
            raise unavailable(Trouble.FULL)
        return super().sending(job_id, sha256)


def ask(store: Store, number: int, kind: str, fields: dict[str, Any], *, station: str = "1") -> None:
    """Ask for a label."""
    job = prints.PrintJob(f"P-{number}", kind, f"{number:032x}", 1, 0, fields)
    asked = {"station": station, "printer": "waybill", "state": prints.QUEUED, "code": "", "by": "", "reason": ""}
    store.write(lambda tx: prints.add_job(tx, job, **asked))


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_full_disk_at_the_last_item_asks_for_no_label_and_the_order_stays_open(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id)):
        session.scan(store, code, station="1")
    full = "BEFORE INSERT ON print_jobs BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    store.write(lambda tx: tx.execute(text(f"CREATE TEMP TRIGGER full {full}")))
    with pytest.raises((DBAPIError, StationError)):
        session.scan(store, "6900000000011", station="1")
    with store.read() as tx:
        assert prints.of_order(tx, order_id) == []
    store.write(lambda tx: tx.execute(text("DROP TRIGGER full")))
    with Emulator() as emulator:
        running = drain(store, emulator.url(), station="1", role="waybill", rhythm=_FAST)
        assert not emulator.wait_printed(1, 0.3)
        assert len(session.scan(store, "6900000000011", station="1").print_jobs) == 1
        assert emulator.wait_printed(1)
        running.close()
        assert len(emulator.printed) == 1


def test_a_disk_that_is_full_before_the_first_byte_sends_nothing_until_there_is_room(store: Store) -> None:
    kind, fields = samples.samples()["waybill"]
    told: list[PrinterState] = []
    ask(store, 1, kind, asdict(fields))
    outbox = FullOutbox(store, "1", "test")
    with Emulator() as emulator:
        found = printer.parse(emulator.url())
        running = Spooler("waybill", found, outbox=outbox, rhythm=_FAST, on_state=told.append).start()
        until(lambda: any("打印队列写不进去" in state.text for state in told))
        assert emulator.printed == []
        outbox.full = False
        assert emulator.wait_printed(1)
        running.close()
        assert len(emulator.printed) == 1


def test_a_label_too_wide_for_the_paper_waits_for_a_person_and_others_pass(store: Store) -> None:
    with Emulator() as emulator:
        for number, name in ((1, "exchange"), (2, "item")):
            kind, fields = samples.samples()[name]
            ask(store, number, kind, asdict(fields))
        url = emulator.url().replace("width=76", "width=60").replace("height=130", "height=40")
        running = drain(store, url, station="1", role="waybill", rhythm=_FAST)
        assert emulator.wait_printed(1)
        running.close()
    with store.read() as tx:
        row = prints.by_job(tx, "P-1")
    assert row is not None
    assert (row.state, row.not_before) == (prints.FAILED, None)
    assert "76 x 130" in row.why


@pytest.mark.skipif(os.name != "posix", reason="pseudo terminals")
def test_a_serial_port_another_program_has_is_told_from_one_that_is_not_there() -> None:
    import fcntl
    import pty

    master, slave = pty.openpty()
    name = os.ttyname(slave)
    fcntl.flock(slave, fcntl.LOCK_EX)
    for place, word in ((name, "正在用"), ("/dev/ttyNONE7", "没有这个串口")):
        with pytest.raises(PrinterOfflineError, match=word):
            printer.parse(f"zpl+serial_port://{place}").open("x")
    os.close(slave)
    os.close(master)
