"""Only what was never sent moves by itself; what may be out needs a person's word, and then it is a reprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.errors import UserError
from station.orders.ids import short_code
from station.packing import documents, move_print, print_again, printers, session
from station.packing.print_again import PrintJobError
from station.packing.printers import Role
from station.people.codes import badge_code
from station.store import prints
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

_URL = "zpl+tcp://10.0.0.9:9100"


@pytest.fixture
def job(store: Store) -> str:
    """Give the label of a packed order, at bench 1; benches 1 and 2 have a fallback printer."""
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id), "6900000000011"):
        shown = session.scan(store, code, station="1")
    for bench in ("1", "2"):
        store.write(lambda tx, b=bench: printers.choose(tx, b, Role.FALLBACK, _URL, operator="desk", at="1"))  # type: ignore[misc]
    (asked,) = shown.print_jobs
    return asked


def move(store: Store, job: str, **changes: object) -> str:
    given: dict[str, object] = {"reason": "没纸", "operator": "desk", "station": "1", **changes}
    return store.write(lambda tx: move_print.move(tx, job, str(given.pop("role", "fallback")), **given))  # type: ignore[arg-type]


def at(store: Store, job: str) -> tuple[str, str, str, int]:
    with store.read() as tx:
        row = prints.by_job(tx, job)
    assert row is not None
    return row.state, row.station, row.printer, row.copy_no


@pytest.mark.parametrize("state", [prints.QUEUED, prints.FAILED])
def test_a_label_that_was_never_sent_moves_as_it_is(store: Store, job: str, state: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), state))
    assert move(store, job) == job
    assert at(store, job) == (prints.QUEUED, "1", "fallback", 1)
    assert move(store, job, bench="2") == job
    assert at(store, job) == (prints.QUEUED, "2", "fallback", 1)


@pytest.mark.parametrize("state", [prints.CLAIMED, prints.SENDING, prints.SENT, prints.UNKNOWN, prints.CONFIRMED])
def test_a_label_that_may_be_out_never_moves_without_a_persons_word(store: Store, job: str, state: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), state))
    with pytest.raises(PrintJobError):
        move(store, job)
    assert at(store, job) == (state, "1", "waybill", 1)


@pytest.mark.parametrize("state", [prints.SENT, prints.UNKNOWN])
def test_with_a_persons_word_the_next_copy_prints_there(store: Store, job: str, state: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), state))
    again = move(store, job, not_out=True)
    assert again != job
    assert at(store, job)[0] == state
    assert at(store, again) == (prints.QUEUED, "1", "fallback", 2)


@pytest.mark.parametrize("state", [prints.CLAIMED, prints.SENDING])
def test_a_label_on_its_way_does_not_move_even_then(store: Store, job: str, state: str) -> None:
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), state))
    with pytest.raises(PrintJobError):
        move(store, job, not_out=True)


def test_a_printer_the_bench_does_not_have_is_refused(store: Store, job: str) -> None:
    for given in ({"role": "item"}, {"bench": "9"}):
        with pytest.raises(PrintJobError) as refused:
            move(store, job, **given)
        assert refused.value.remedy
    with pytest.raises(PrintJobError):
        move(store, "P-NONE")


def test_calling_off_is_taken_back_unless_another_copy_took_its_place(store: Store, job: str) -> None:
    off = {"reason": "错了", "operator": "desk", "station": "1"}
    store.write(lambda tx: print_again.call_off(tx, job, **off))
    store.write(lambda tx: move_print.put_back(tx, job, operator="desk", station="1"))
    assert at(store, job)[0] == prints.QUEUED
    with pytest.raises(PrintJobError):  # it is in the queue
        store.write(lambda tx: move_print.put_back(tx, job, operator="desk", station="1"))
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.UNKNOWN))
    again = move(store, job, not_out=True)
    store.write(lambda tx: print_again.call_off(tx, again, **off))
    with pytest.raises(PrintJobError):  # the first may be out
        store.write(lambda tx: move_print.put_back(tx, again, operator="desk", station="1"))


def test_a_document_of_no_order_prints_again_as_the_next_copy(store: Store, job: str) -> None:
    from printing.layouts.fields import RulerFields

    sheet = store.write(lambda tx: documents.ask(tx, "ruler", RulerFields(), station="1", operator="desk"))
    assert at(store, sheet) == (prints.QUEUED, "1", "waybill", 1)
    store.write(lambda tx: prints.move(tx, sheet, (prints.QUEUED,), prints.UNKNOWN))
    again = move(store, sheet, not_out=True)
    assert at(store, again) == (prints.QUEUED, "1", "fallback", 2)


def test_the_printers_of_a_bench_are_the_targets(store: Store, job: str) -> None:
    with store.read() as tx:
        assert move_print.targets(tx, job) == [Role.FALLBACK]
    with pytest.raises(UserError):
        store.write(lambda tx: printers.choose(tx, "1", Role.ITEM, _URL, operator="nobody", at="1"))
