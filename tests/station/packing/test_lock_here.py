"""An order without a lock at the bench: one key locks it and opens it, or says who fetches what until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.intake.restock import count
from station.orders.ids import short_code
from station.orders.states import State
from station.packing import session
from station.packing.lock_here import span
from station.packing.view import Step, Verdict
from station.people.codes import command_code
from station.stock import lock
from station.stock.check import violations
from station.stock.show import set_on_hand
from station.store import orders as master
from station.store import stock
from station.tickets.tickets import open_tickets
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.packing.view import BenchView
    from station.store.engine import Store

YES = command_code("YES")


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _unlocked(bench: Bench, *, left: int, qty: int = 2) -> str:
    """Return an order whose lock was let go while the shelf keeps so many."""
    (order_id,) = shop.put(bench.store, shop.order(qty=qty))
    bench.store.write(lambda tx: lock.release_order(tx, order_id))
    bench.store.write(lambda tx: set_on_hand(tx, "WY-CW-120", "HZ1", qty=left, actor="test"))
    unlocked = {"state": State.REVIEWED, "locked_at": None}
    bench.store.write(
        lambda tx: master.set_order(tx, order_id, **unlocked, paid_at=tx.now - timedelta(minutes=38, seconds=1))
    )
    return order_id


def _yes(bench: Bench, order_id: str) -> BenchView:
    return session.scan(bench.store, YES, station="1", shown=order_id)


def test_everything_there_is_locked_and_opened_with_the_time_since_payment(bench: Bench) -> None:
    order_id = _unlocked(bench, left=5)
    shown = bench.scan(short_code(order_id))
    assert (shown.verdict, shown.lockable) == (Verdict.STOP, True)
    assert shown.reason == ("该订单无库存锁定记录", "付款 38 分钟还没锁：按 F7 或扫“是”锁库存")
    shown = _yes(bench, order_id)
    assert (shown.verdict, shown.step, shown.lockable) == (Verdict.GO, Step.SCAN_ITEM, False)
    assert "付款后 38 分钟" in shown.reason[0]
    with bench.store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert (row.state, row.locked_at is not None) == (State.PACKING, True)
        assert violations(tx) == ()


def test_what_is_missing_becomes_one_ticket_with_who_and_until_when(bench: Bench) -> None:
    order_id = _unlocked(bench, left=1)
    bench.store.write(lambda tx: set_on_hand(tx, "WY-CW-120", "YW2", qty=3, actor="test"))
    shop.put(bench.store, shop.order("other", qty=3))  # takes what lies in YW2
    bench.scan(short_code(order_id))
    for _twice in range(2):
        shown = _yes(bench, order_id)
        assert (shown.verdict, shown.lockable) == (Verdict.REVIEW, True)
    with bench.store.read() as tx:
        (ticket,) = open_tickets(tx, order_id=order_id, kind="shortage")
        assert sum(one.qty for one in stock.live(tx, order_id)) == 1
        assert violations(tx) == ()
    assert (ticket.qty, ticket.from_warehouse, ticket.to_warehouse, ticket.assignee) == (1, "YW2", "HZ1", "2001")
    assert "1 件 WY-CW-120 从义乌二仓到杭州一仓，周琴" in shown.reason[1]
    bench.store.write(lambda tx: count(tx, "WY-CW-120", "HZ1", qty=9, actor="command", station="1"))
    assert bench.scan(short_code(order_id)).verdict is Verdict.GO


def test_a_lock_lost_on_the_open_order_comes_back_without_a_new_scan(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.store.write(lambda tx: lock.release_order(tx, order_id))
    assert bench.scan("WY-CW-120").lockable
    shown = bench.say("YES")
    assert (shown.verdict, shown.items[0].scanned) == (Verdict.GO, 1)
    with bench.store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    assert row.state == State.PACKING


def test_nothing_is_locked_that_lacks_more_than_a_lock(bench: Bench) -> None:
    order_id = _unlocked(bench, left=5)
    bench.store.write(
        lambda tx: master.add_hold(tx, order_id, hold_id="h", reason="风控", rule=None, by="test"),
    )
    assert not bench.scan(short_code(order_id)).lockable
    assert _yes(bench, order_id).verdict is None
    with bench.store.read() as tx:
        assert stock.live(tx, order_id) == []


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.04, "0.0 秒"), (8.3, "8.3 秒"), (150, "2 分钟"), (7500, "2 小时 5 分"), (-5, "0.0 秒")]
)
def test_spans_are_short(seconds: float, told: str) -> None:
    at = FixedClock(datetime(2026, 11, 22, tzinfo=UTC)).now()
    assert span(at, at + timedelta(seconds=seconds)) == told
