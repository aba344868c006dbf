"""A carrier without a pool: the next number of its roll is scanned at the bench, never one twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.carriers.base import WaybillNumberError
from station.errors import UserError
from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Step
from station.store import orders as master
from station.store import prints
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.packing.view import BenchView
    from station.store.engine import Store

NUMBER = "YT8800000000001"


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def packed(bench: Bench, number: str) -> tuple[str, BenchView]:
    """Pack an order of a carrier that gave rolls, up to its label."""
    (order_id,) = shop.put(bench.store, shop.order(number))
    bench.store.write(lambda tx: master.set_order(tx, order_id, carrier="圆通"))
    bench.scan(short_code(order_id))
    return order_id, bench.scan("WY-CW-120")


def test_the_screen_asks_for_the_roll_and_the_scanned_number_is_printed(bench: Bench) -> None:
    order_id, shown = packed(bench, "6900000000000000001")
    assert (shown.step, shown.next_step) == (Step.SCAN_ROLL, "扫 圆通 卷上的下一个单号")
    assert shown.print_jobs == ()
    assert session.current(bench.store, "1").step is Step.SCAN_ROLL  # also after a restart
    shown = bench.scan(NUMBER)
    assert (shown.step, len(shown.print_jobs)) == (Step.WAIT_LABEL, 1)
    with bench.store.read() as tx:
        assert prints.fields_of(tx, bench.job(order_id))["tracking_no"] == NUMBER
    assert bench.scan(bench.printed(order_id)).sound == "all_done"


def test_what_is_no_number_of_the_carrier_or_was_used_is_refused_and_asked_for_again(bench: Bench) -> None:
    first, _shown = packed(bench, "6900000000000000001")
    for wrong in ("6900000000011", "YT88000"):
        with pytest.raises(WaybillNumberError):
            bench.scan(wrong)
    bench.scan(NUMBER)
    bench.scan(bench.printed(first))
    second, _shown = packed(bench, "6900000000000000002")
    with pytest.raises(UserError) as used:
        bench.scan(NUMBER)
    assert "已" in used.value.happened
    assert session.current(bench.store, "1").step is Step.SCAN_ROLL
    assert len(bench.scan("YT8800000000002").print_jobs) == 1
    assert bench.job(second).code == "YT8800000000002"


def test_a_carrier_with_numbers_in_its_pool_asks_for_none(bench: Bench) -> None:
    from station.store import waybills

    bench.store.write(lambda tx: waybills.add(tx, "圆通", ["YT8800000000009"]))
    _order_id, shown = packed(bench, "6900000000000000001")
    assert len(shown.print_jobs) == 1
