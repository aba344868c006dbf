"""How a label becomes certain at the bench: the printer says so, its own code is scanned, or a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Step
from station.people.codes import badge_code
from station.store import prints
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def sent(store: Store) -> tuple[Bench, str, str]:
    """Give a bench, its order and the code on the label that was sent to the printer."""
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    return bench, order_id, bench.printed(order_id)


def proof(bench: Bench, order_id: str) -> tuple[str, str | None]:
    job = bench.job(order_id)
    return str(job.state), job.confirmed_by


def test_a_label_nobody_knows_of_is_asked_for_and_its_scan_proves_it(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, code = sent
    job = str(bench.job(order_id).job_id)
    bench.store.write(lambda tx: prints.move(tx, job, (prints.SENT,), prints.UNKNOWN, why="reset"))
    shown = session.current(bench.store, "1")
    assert (shown.step, shown.next_step) == (Step.SCAN_LABEL, "这张面单出来了吗？扫一下")
    assert bench.scan(code).sound == "all_done"
    assert proof(bench, order_id) == (prints.CONFIRMED, "scan")


def test_the_printers_word_proves_that_it_came_out_and_the_scan_that_it_is_on_the_parcel(
    sent: tuple[Bench, str, str],
) -> None:
    bench, order_id, code = sent
    prints.PrintOutbox(bench.store, "1", "test").confirmed(str(bench.job(order_id).job_id), "status")
    assert proof(bench, order_id) == (prints.CONFIRMED, "status")
    assert session.current(bench.store, "1").step is Step.SCAN_LABEL
    assert bench.scan(code).sound == "all_done"


def test_a_person_may_say_so_only_by_role(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, _code = sent
    assert bench.say("FINISH").sound != "all_done"
    assert proof(bench, order_id)[0] == prints.SENT
    bench.scan(badge_code("2001"))
    assert bench.say("FINISH").sound == "all_done"
    assert proof(bench, order_id) == (prints.CONFIRMED, "person")
