"""One program at a time drains a printer, by the store's clock, on both engines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.store import printer_leases
from station.store.printer_leases import Lease
from station.store.prints import PrintOutbox

if TYPE_CHECKING:
    from station.store.engine import Store

_PRINTER = "tcp:10.0.0.9:9100"


def outbox(store: Store, owner: str, *, station: str = "1", lasts: float = 20) -> PrintOutbox:
    names = (_PRINTER, f"queue:{station}/waybill")
    lease = Lease(names, owner=owner, holder=f"{station} 号台", lasts=timedelta(seconds=lasts))
    return PrintOutbox(store, station, owner, lease=lease)


def test_the_second_is_told_who_drains_it_until_it_is_given_back(store: Store) -> None:
    first, second = outbox(store, "a/1"), outbox(store, "b/1", station="2")
    assert first.hold() == ""
    assert first.hold() == ""
    assert second.hold() == "1 号台"
    with store.read() as tx:
        assert [row.name for row in printer_leases.listing(tx)] == ["queue:1/waybill", _PRINTER]  # nothing of bench 2
    first.let_go()
    assert second.hold() == ""
    assert first.hold() == "2 号台"


def test_a_lease_that_ran_out_is_taken_over_and_the_first_knows(store: Store) -> None:
    first, second = outbox(store, "a/1", lasts=-1), outbox(store, "b/1", station="2")
    assert first.hold() == ""
    assert second.hold() == ""
    assert first.hold() == "2 号台"
    assert first.sending("none", "") is False


def test_the_same_bench_on_two_computers_drains_once(store: Store) -> None:
    first = PrintOutbox(store, "1", "a/1", lease=Lease(("usb:a", "queue:1/waybill"), owner="a/1", holder="电脑甲"))
    second = PrintOutbox(store, "1", "b/1", lease=Lease(("usb:b", "queue:1/waybill"), owner="b/1", holder="电脑乙"))
    assert first.hold() == ""
    assert second.hold() == "电脑甲"


def test_the_next_program_of_the_same_machine_need_not_wait_for_the_dead_one(store: Store) -> None:
    assert outbox(store, "a/1").hold() == ""
    assert outbox(store, "a/2").hold() == ""
    assert outbox(store, "ab/2").hold() == "1 号台"
