"""What the writer remembers from one transaction to the next: never more than what is true."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from station.store import packing
from station.store import stock as ledger
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store, Tx


def operator_at(store: Store) -> str | None:
    return store.write(lambda tx: packing.bench(tx, "7").operator_no)


def test_an_own_write_is_seen(store: Store) -> None:
    shop.build(store)
    assert operator_at(store) is None
    store.write(lambda tx: packing.set_bench(tx, "7", operator_no="1001"))
    assert operator_at(store) == "1001"


def test_a_write_of_another_program_is_seen(store: Store) -> None:
    shop.build(store)
    store.write(lambda tx: packing.set_bench(tx, "7", operator_no="1001"))
    assert operator_at(store) == "1001"
    with store.engine.begin() as other:  # a connection of its own, as another program has
        other.execute(text("UPDATE benches SET operator_no = '1002' WHERE station = '7'"))
    assert operator_at(store) == "1002"


def test_what_was_taken_back_is_not_remembered(store: Store) -> None:
    shop.build(store)
    store.write(lambda tx: packing.set_bench(tx, "7", operator_no="1001"))

    def fails(tx: Tx) -> None:
        packing.set_bench(tx, "7", operator_no="1002")
        assert packing.bench(tx, "7").operator_no == "1002"
        raise LookupError

    with pytest.raises(LookupError):
        store.write(fails)
    assert operator_at(store) == "1001"


def test_one_that_fails_among_many_leaves_no_trace_in_the_others(store: Store) -> None:
    shop.build(store)
    store.write(lambda tx: packing.set_bench(tx, "7", operator_no="1001"))

    def fails(tx: Tx) -> None:
        packing.set_bench(tx, "7", operator_no="1002")
        packing.bench(tx, "7")
        raise LookupError

    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(store.write, fails if turn % 2 else operator_of) for turn in range(40)]
    assert {job.result() for job in jobs[::2]} == {"1001"}
    assert {type(job.exception()) for job in jobs[1::2]} == {LookupError}


def operator_of(tx: Tx) -> str | None:
    return packing.bench(tx, "7").operator_no


def test_counting_up_is_forgotten_too(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    before = store.write(lambda tx: [row.qty for row in ledger.live(tx, order_id)])
    store.write(lambda tx: tx.execute(text("UPDATE allocations SET qty = qty + 1")))
    assert store.write(lambda tx: [row.qty for row in ledger.live(tx, order_id)]) == [qty + 1 for qty in before]
