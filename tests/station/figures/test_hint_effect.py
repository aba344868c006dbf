"""A hint's effect: complaints with it done against not done; only what came after packing, about that parcel."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from station.figures.base import Period
from station.figures.hint_effect import figure
from station.hints.decide import answer
from station.people.complaints import add_complaint
from station.store import decisions
from station.store import orders as master
from tests.station.hints.make import order, take

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Store, Tx


def test_complaints_with_it_done_against_not_done(store: Store) -> None:
    ids = take(store, *(order(str(number)) for number in range(4)))
    now = store.clock.now()
    packed = now - timedelta(days=2)
    for place, order_id in enumerate(ids):
        store.write(partial(_packed, order_id=order_id, at=packed, done=place < 2))
    _complain(store, ids[2], days=1)  # not done, complained of
    _complain(store, ids[0], days=3)  # before it was packed: does not count
    with store.read() as tx:
        found = figure.answer(tx, Period(now - timedelta(days=30), now))
    assert list(found.rows) == [("bubble_wrap", 2, 0, 0.0, 2, 1, 0.5)]
    assert found.summary == {"n": 4, "rules": 1}


def _packed(tx: Tx, *, order_id: str, at: datetime, done: bool) -> None:
    values = {"version": 1, "inputs": {}, "text": "t", "why": "w", "severity": "attention", "blocking": 1}
    decisions.add(tx, order_id, rule="bubble_wrap", values=values)
    master.set_order(tx, order_id, packed_at=at)
    if done:
        answer(tx, order_id, rule="bubble_wrap", answer="done", operator_no="1001")


def _complain(store: Store, order_id: str, *, days: int) -> None:
    at = store.clock.now() - timedelta(days=days)
    with store.read() as tx:
        head = master.head(tx, order_id)
    assert head is not None
    key = str(head.buyer_key)
    store.write(lambda tx: add_complaint(tx, key, words="盒子压扁", at=at, order_id=order_id))
