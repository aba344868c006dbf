"""One piece scanned opens the next order that waits for it: the most urgent one, never a held one, none twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from station.orders.canonical import CanonicalLine
from station.packing import session
from station.packing.view import Step, Verdict
from station.people import operators
from station.people.codes import badge_code
from station.people.roles import Role
from station.store import orders as master
from station.store import singles
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.packing.view import BenchView
    from station.store.engine import Store, Tx


def _put(store: Store, *hours: int | None) -> list[str]:
    """Accept one order of one piece for each promise, ``None`` without one."""
    made = (
        shop.order(f"68{n:017d}", ship_by=None if each is None else shop.NOW + timedelta(hours=each))
        for n, each in enumerate(hours)
    )
    return shop.put(store, *made)


def test_the_soonest_promise_comes_first_and_no_promise_last(store: Store) -> None:
    bench = Bench(store)
    ids = _put(store, None, 30, 5, 20)
    opened = []
    for _each in ids:
        shown = bench.scan("WY-CW-120")
        assert shown.order is not None
        assert shown.step is Step.WAIT_LABEL
        opened.append(shown.order.order_id)
        bench.scan(bench.printed(shown.order.order_id))
    assert opened == [ids[2], ids[3], ids[1], ids[0]]
    assert "没有单件订单" in bench.scan("WY-CW-120").message


def test_held_orders_and_those_at_other_benches_are_passed_over(store: Store) -> None:
    bench = Bench(store)
    held, there, free = _put(store, 1, 2, 3)
    store.write(lambda tx: master.add_hold(tx, held, hold_id="lead", reason="风控", rule=None, by="2001"))
    bench.scan(badge_code("2001"), "2")
    bench.scan(there, "2")
    shown = bench.scan("WY-CW-120")
    assert (shown.verdict, shown.order and shown.order.order_id) == (Verdict.GO, free)


def test_changed_lines_change_whether_it_is_one_piece(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = _put(store, 1)
    line = CanonicalLine("儿童卫衣", 1, "WY-CW-120", "奶油白 120")
    later = shop.order(f"68{0:017d}", updated_at=shop.NOW + timedelta(hours=1))
    shop.put(store, replace(later, lines=(line, CanonicalLine("袜子", 1, "SOCK", ""))))
    with store.read() as tx:
        assert list(singles.waiting(tx, "WY-CW-120", most=5)) == []
    shop.put(store, replace(later, lines=(line,), updated_at=shop.NOW + timedelta(hours=2)))
    with store.read() as tx:
        stored = master.lines(tx, order_id)
        assert list(singles.waiting(tx, "WY-CW-120", most=5)) == ([order_id] if len(stored) == 1 else [])
    assert bench.scan(order_id).verdict is Verdict.GO


def test_two_benches_that_scan_at_once_get_two_orders(store: Store) -> None:
    bench = Bench(store)
    _put(store, 1, 2, 3, 4)
    store.write(lambda tx: operators.add(tx, "1002", name="李娜", role=Role.PACKER))
    bench.scan(badge_code("1002"), "2")
    shown: dict[str, BenchView] = {}
    ready = threading.Barrier(2)

    def hands(station: str) -> Callable[[], None]:
        def scan() -> None:
            ready.wait(10)
            shown[station] = session.scan(store, BARCODE["WY-CW-120"], station=station)

        return scan

    both = [threading.Thread(target=hands(station)) for station in ("1", "2")]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert {view.verdict for view in shown.values()} == {Verdict.GO}
    assert len({view.order.order_id for view in shown.values() if view.order is not None}) == 2


def test_the_queue_is_an_index_of_those_that_wait(store: Store) -> None:
    shop.build(store)

    def plan(tx: Tx) -> str:
        from station.store.singles import _waiting

        asked = _waiting(promised=True).params(sku="WY-CW-120", most=5)
        told = str(asked.compile(tx.conn, compile_kwargs={"literal_binds": True}))
        sqlite = tx.conn.dialect.name == "sqlite"
        if not sqlite:
            tx.execute(text("SET LOCAL enable_seqscan = off"))  # an empty table is read as a whole otherwise
        rows = tx.execute(text(("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + told))
        return " ".join(str(row) for row in rows)

    found = store.write(plan)
    assert "ix_orders_singles" in found
    assert "TEMP B-TREE" not in found
    assert "Sort" not in found
