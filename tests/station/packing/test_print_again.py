"""A person decides about a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.ids import short_code
from station.packing import session
from station.packing.print_again import PrintJobError, call_off, print_again
from station.people.codes import badge_code
from station.store import prints
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def job(store: Store) -> str:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id), "6900000000011"):
        shown = session.scan(store, code, station="1")
    return shown.print_jobs[0]


def test_a_label_that_never_left_is_queued_again(store: Store, job: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.FAILED))
    assert store.write(lambda tx: print_again(tx, job, reason="换了纸", operator="2001", station="1")) == (job, False)
    with store.read() as tx:
        row = prints.by_job(tx, job)
    assert row is not None
    assert row.state == prints.QUEUED


def test_one_that_may_have_printed_gets_a_new_copy(store: Store, job: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.UNKNOWN))
    asked, new = store.write(lambda tx: print_again(tx, job, reason="没出来", operator="2001", station="1"))
    assert new
    assert asked != job


def test_one_on_its_way_waits(store: Store, job: str) -> None:
    with pytest.raises(PrintJobError):
        store.write(lambda tx: print_again(tx, job, reason="急", operator="2001", station="1"))


def test_only_what_has_not_left_can_be_called_off(store: Store, job: str) -> None:
    store.write(lambda tx: call_off(tx, job, reason="客户取消", operator="2001", station="1"))
    with pytest.raises(PrintJobError):
        store.write(lambda tx: call_off(tx, job, reason="客户取消", operator="2001", station="1"))


def test_an_unknown_job_is_named(store: Store) -> None:
    with pytest.raises(PrintJobError, match="P-NONE"):
        store.write(lambda tx: print_again(tx, "P-NONE", reason="", operator="", station="1"))
