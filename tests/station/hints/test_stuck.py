"""An order that stood still says since when and who was told; one that moves on says nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.clock import FixedClock
from station.hints.decide import cards, decide
from station.hints.stuck import rule
from station.store import orders as master
from station.watch.stuck import watcher
from tests.station.hints.make import AT, facts, order, take

if TYPE_CHECKING:
    from station.store.engine import Store


def test_it_says_since_when_and_who_was_told() -> None:
    hint = rule(facts(state="picking", state_at=AT, stuck_role="lead"))
    assert hint is not None
    assert hint.text == "先打这单：从 11-20 10:00 起没动过"
    assert "组长" in hint.why
    assert rule(facts(state="picking", state_at=AT)) is None


def test_the_watch_makes_it_speak_and_moving_on_ends_it(store: Store) -> None:
    store.clock = FixedClock(AT)
    (order_id,) = take(store, order())
    store.write(lambda tx: master.set_order(tx, order_id, state="picking", state_at=AT))
    store.clock = FixedClock(AT + timedelta(hours=5))
    store.write(watcher.look)
    assert [card.rule for card in store.write(lambda tx: decide(tx, order_id))] == ["stuck"]
    store.write(lambda tx: master.set_order(tx, order_id, state="packing", state_at=tx.now))
    store.write(watcher.look)
    store.write(lambda tx: decide(tx, order_id))
    with store.read() as tx:
        assert cards(tx, order_id) == ()
