"""Sorting several orders at once: goods find their slot, a slot's card opens its order with everything counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalCase, CaseType
from station.orders.ids import short_code
from station.packing.view import Result, RowState, Step, Verdict
from station.people.codes import badge_code, slot_code
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _into_slots(bench: Bench) -> list[str]:
    """Order 1 wants one hoodie, order 2 two; slots 1 and 2."""
    ids = shop.put(bench.store, shop.order("61", qty=1), shop.order("62", qty=2, buyer_id="b2"))
    for slot, order_id in enumerate(ids, 1):
        bench.scan(short_code(order_id))
        assert bench.scan(slot_code(slot)).slot == str(slot)
    return ids


def test_goods_go_to_the_first_slot_that_wants_them(bench: Bench) -> None:
    _into_slots(bench)
    assert bench.scan("WY-CW-120").slot == "1"
    shown = bench.scan("WY-CW-120")
    assert (shown.slot, shown.step) == ("2", Step.SCAN_ORDER)
    assert [(row.scanned, row.state) for row in shown.items] == [(1, RowState.DONE), (1, RowState.EXPECTED)]
    assert bench.scan("SOCK").result is Result.WRONG
    assert "放齐" in bench.scan("WY-CW-120").message
    assert bench.scan("WY-CW-120").result is Result.TOO_MANY


def test_the_card_of_a_slot_opens_its_order_and_asks_for_the_label(bench: Bench) -> None:
    ids = _into_slots(bench)
    for _unit in range(3):
        bench.scan("WY-CW-120")
    for slot, order_id in enumerate(ids, 1):
        assert bench.scan(slot_code(slot)).print_jobs
        assert bench.scan(bench.printed(order_id)).sound == "all_done"
    assert bench.scan(slot_code(1)).sound == "unknown"


def test_what_stops_an_order_in_its_slot_is_told_at_the_next_piece(bench: Bench) -> None:
    _into_slots(bench)
    shop.put(bench.store, shop.order("61", cases=(CanonicalCase("S", CaseType.REFUND_ONLY, open=False, agreed=True),)))
    stopped = bench.scan("WY-CW-120")
    assert (stopped.sound, stopped.slot) == ("stop", "1")
    shown = bench.scan(slot_code(1))
    assert (shown.verdict, shown.step) == (Verdict.STOP, Step.PUT_BACK)
    bench.say("PUTBACK")
    assert bench.scan("WY-CW-120").slot == "2"


def test_another_bench_is_told_who_has_the_order_of_a_slot(bench: Bench) -> None:
    ids = _into_slots(bench)
    bench.scan(badge_code("2001"), "2")
    shown = bench.scan(short_code(ids[0]), "2")
    assert shown.verdict is Verdict.STOP
    assert "1 号台" in shown.reason[0]


def test_a_taken_slot_is_refused(bench: Bench) -> None:
    _into_slots(bench)
    (third,) = shop.put(bench.store, shop.order("63", buyer_id="b3"))
    bench.scan(short_code(third))
    assert "占" in bench.scan(slot_code(1)).message
