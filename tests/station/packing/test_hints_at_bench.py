"""A hint at the bench: its material is scanned and blocks the label until then; three on screen, two spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from station.hints import editing
from station.packing.view import Result, Step
from station.store import decisions, prints
from tests import shop
from tests.station.packing.bench import Bench
from ui.bench.words import notes

if TYPE_CHECKING:
    from station.store.engine import Store

ROLL = "ROLL-30"


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _rule(store: Store, sentence: str, **changes: Any) -> None:
    when = {"match": "all", "parts": [{"fact": "channel", "op": "is", "value": "douyin"}]}
    body = {"name": sentence, "sentence": sentence, "when": when, **changes}
    rule = store.write(lambda tx: editing.save(tx, body, by="", station="desk"))
    editing.rehearse(store, rule.rule_id)
    store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="", station="desk"))


def test_the_roll_itself_is_the_answer(bench: Bench) -> None:
    _rule(bench.store, "包三层气泡膜", material=ROLL)
    (order_id,) = shop.put(bench.store, shop.order("7"))
    bench.scan("7")
    shown = bench.scan("WY-CW-120")
    assert (shown.step, ROLL in shown.next_step) == (Step.ANSWER_HINT, True)
    with bench.store.read() as tx:
        assert prints.of_order(tx, order_id) == []
    assert ROLL in bench.say("DONE").message  # a word is not enough
    shown = bench.scan(ROLL)
    assert (shown.kind, shown.result, len(shown.print_jobs)) == ("material", Result.OK, 1)
    with bench.store.read() as tx:
        (kept,) = decisions.stored(tx, order_id)
    assert (kept.answer, kept.answered_by) == ("done", "1001")


def test_who_cannot_says_so_and_the_lead_is_told(bench: Bench) -> None:
    _rule(bench.store, "包三层气泡膜", material=ROLL)
    shop.put(bench.store, shop.order("7"))
    bench.scan("7")
    bench.scan("WY-CW-120")
    assert bench.say("CANT").print_jobs


def test_three_on_screen_and_two_sentences_spoken(bench: Bench) -> None:
    for number in range(5):
        _rule(bench.store, f"提示{number}", severity="info" if number else "stop")
    shop.put(bench.store, shop.order("7"))
    shown = bench.scan("7")
    assert len(shown.hints) == 5
    assert notes(shown)[0].title == "提示0"
    assert len(notes(shown)) == 3
    assert len(shown.say) == 2
