"""A label that another bench printed closes nothing here, and the packer is told where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.ids import short_code
from station.packing.view import Result, Step, Verdict
from station.people.codes import badge_code
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def label(store: Store) -> tuple[Bench, str]:
    """Pack an order at bench 1 until its label is out; return the bench and the code on the label."""
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    return bench, bench.printed(order_id)


def test_an_idle_bench_refuses_it(label: tuple[Bench, str]) -> None:
    bench, code = label
    bench.scan(badge_code("2001"), station="3")
    shown = bench.scan(code, station="3")
    assert shown.verdict is Verdict.STOP
    assert shown.reason[0] == "这张面单属于 1 号台"
    assert bench.scan(code).sound == "all_done"  # its own bench takes it


@pytest.mark.parametrize("items", [(), ("WY-FB-120",)])
def test_it_does_not_confirm_the_parcel_of_this_bench(
    label: tuple[Bench, str], store: Store, items: tuple[str, ...]
) -> None:
    bench, code = label
    (other,) = shop.put(store, shop.order("6900000000000000002", code="WY-FB-120"))
    for each in (badge_code("2001"), short_code(other), *items):
        bench.scan(each, station="3")
    shown = bench.scan(code, station="3")
    assert shown.result is Result.WRONG
    assert shown.alarm is not None
    assert shown.alarm.title == "这张面单属于 1 号台"
    assert shown.order is not None
    assert shown.order.order_id == other
    assert shown.step in (Step.SCAN_ITEM, Step.WAIT_LABEL)


def test_once_packed_it_is_told_that_it_is_packed(label: tuple[Bench, str]) -> None:
    bench, code = label
    bench.scan(code)
    bench.scan(badge_code("2001"), station="3")
    assert bench.scan(code, station="3").reason[0] == "这张面单属于 1 号台"
