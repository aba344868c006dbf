"""Counting with commands: several at once, boxes, serial and batch numbers, what the packer cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from station.orders.ids import short_code
from station.packing import session
from station.packing.holds import release
from station.packing.view import Result, Step, Verdict
from station.people.codes import times_code
from station.stock.check import violations
from station.store import packing, stock, work
from station.store.schema.catalogue import skus
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def ask_for(bench: Bench, what: str) -> None:
    bench.store.write(lambda tx: tx.execute(update(skus).values(capture=what).where(skus.c.code == "WY-CW-120")))


def test_a_quantity_command_counts_the_next_scan_once(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=5))
    bench.scan(short_code(order_id))
    assert bench.scan(times_code(4)).times == 4
    assert bench.scan("WY-CW-120").items[0].scanned == 4
    assert bench.scan(times_code(3)).times == 3
    assert bench.scan("WY-CW-120").result is Result.TOO_MANY
    last = bench.scan("WY-CW-120")
    assert (last.items[0].scanned, len(last.print_jobs)) == (5, 1)


def test_undo_takes_the_whole_step_back(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=5))
    bench.scan(short_code(order_id))
    bench.scan(times_code(4))
    bench.scan("WY-CW-120")
    assert bench.say("UNDO").items[0].scanned == 0


def test_several_boxes(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    assert "空" in bench.say("NEXTBOX").message
    bench.scan("WY-CW-120")
    shown = bench.say("NEXTBOX")
    assert shown.order is not None
    assert shown.order.boxes == 2
    bench.scan("WY-CW-120")
    with bench.store.read() as tx:
        assert [step.box for step in packing.steps(tx, order_id)] == [1, 2]


def test_a_serial_number_is_asked_for_with_every_piece(bench: Bench) -> None:
    ask_for(bench, "serial")
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    assert bench.scan("WY-CW-120").step is Step.NAME_UNIT
    assert bench.scan("WY-CW-120").result is Result.UNKNOWN
    assert bench.scan("SN-1").step is Step.SCAN_ITEM
    bench.scan("WY-CW-120")
    assert bench.scan("SN-1").result is Result.TOO_MANY
    assert bench.scan("SN-2").print_jobs
    with bench.store.read() as tx:
        assert [step.captured for step in packing.steps(tx, order_id)] == ["SN-1", "SN-2"]


def test_a_batch_number_in_the_code_itself_is_taken(bench: Bench) -> None:
    ask_for(bench, "batch")
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan(times_code(2))
    shown = session.scan(bench.store, BARCODE["WY-CW-120"], station="1", gs1=(("01", "0690"), ("10", "B77")))
    assert shown.print_jobs
    with bench.store.read() as tx:
        assert [step.captured for step in packing.steps(tx, order_id)] == ["B77"]


def test_cannot_opens_a_ticket(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(buyer_note="禁用胶带"))
    assert bench.scan(short_code(order_id)).hints
    bench.say("CANT")
    with bench.store.read() as tx:
        found = work.tickets_open(tx, order_id=order_id, kind="exception", role=None, due_by=None, limit=5)
    assert [one.title for one in found]
    assert "做不到" in found[0].title


def test_short_corrects_the_stock_at_once_and_tells_the_lead(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=3))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    assert bench.say("SHORT").step is Step.SCAN_ORDER
    with bench.store.read() as tx:
        (shelf,) = [one for one in stock.shelves(tx, ["WY-CW-120"], for_update=False) if one.on_hand]
        found = work.tickets_open(tx, order_id=order_id, kind="shortage", role=None, due_by=None, limit=5)
        assert not violations(tx)
    assert (shelf.on_hand, shelf.available) == (8, 8)
    assert [one.qty for one in found] == [2]
    bench.store.write(lambda tx: release(tx, order_id, operator_no="2001", reason="补到货", station="desk"))
    assert bench.scan(short_code(order_id)).verdict is Verdict.GO
