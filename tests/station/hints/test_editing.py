"""A supervisor's rule: versions, rehearsal before it holds, off switch, why and replay, roles, hostile words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from station.hints import editing, own
from station.hints.conditions import ConditionError
from station.hints.decide import cards, decide
from station.hints.own import rule_from
from station.hints.why import explain
from station.people import operators
from station.people.permit import NotAllowedError
from station.people.roles import Role
from station.store import hint_rules
from station.text import use_language
from tests.station.hints.make import order, take

if TYPE_CHECKING:
    from station.hints.own import OwnRule
    from station.store.engine import Store

BODY: dict[str, Any] = {
    "name": "绍兴多件",
    "sentence": "{city}的订单共{pieces}件，用大箱",
    "when": {"match": "all", "parts": [{"fact": "city", "op": "has", "value": "绍兴"}]},
    "level": "place",
}


def _save(store: Store, rule_id: str = "", **changes: Any) -> OwnRule:
    return store.write(lambda tx: editing.save(tx, {**BODY, **changes}, rule_id=rule_id, by="", station="desk"))


def _on(store: Store, rule: OwnRule) -> None:
    editing.rehearse(store, rule.rule_id, rule.version)
    store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="", station="desk", version=rule.version))


def _said(store: Store, order_id: str) -> list[str]:
    return [card.text for card in store.write(lambda tx: decide(tx, order_id)) if card.rule.startswith("own:")]


def test_a_rule_holds_only_after_its_rehearsal(store: Store) -> None:
    order_id, _other = take(store, order("1"), replace(order("2"), recipient=None))
    rule = _save(store)
    with pytest.raises(editing.RuleStateError):
        store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="", station="desk"))
    found = editing.rehearse(store, rule.rule_id)
    assert (found.orders, found.read, [hit.order_id for hit in found.hits]) == (2, 2, [order_id])
    assert 0 < found.a_day < 1
    assert _said(store, order_id) == []
    store.write(lambda tx: editing.switch_on(tx, rule.rule_id, by="", station="desk"))
    assert _said(store, order_id) == ["绍兴市的订单共1件，用大箱"]
    store.write(lambda tx: editing.switch_off(tx, rule.rule_id, by="", station="desk"))
    assert _said(store, order_id) == []


def test_a_change_is_a_new_version_and_the_old_one_holds_until_then(store: Store) -> None:
    (order_id,) = take(store, order())
    _on(store, first := _save(store))
    second = _save(store, first.rule_id, sentence="换小箱")
    assert (second.rule_id, second.version) == (first.rule_id, 2)
    assert _save(store, first.rule_id, sentence="换小箱").version == 2  # nothing changed
    assert _said(store, order_id) == ["绍兴市的订单共1件，用大箱"]
    with store.read() as tx:
        before = explain(tx, order_id)
    _on(store, second)
    assert _said(store, order_id) == ["换小箱"]
    with store.read() as tx:
        assert [(kept.rule.version, kept.state) for kept in editing.listing(tx, first.rule_id)] == [
            (2, "on"),
            (1, "off"),
        ]
        assert len(editing.listing(tx)) == 1
        (now,) = explain(tx, order_id)
    assert (before[0].version, before[0].same, now.version, now.same) == (1, True, 2, True)


def test_replay_says_the_same_after_the_order_changed(store: Store) -> None:
    (order_id,) = take(store, order())
    _on(store, _save(store))
    said = _said(store, order_id)
    take(store, replace(order(), buyer_note="改一下", lines=(replace(order().lines[0], qty=4),)))
    with store.read() as tx:
        (kept,) = [one for one in explain(tx, order_id) if one.rule.startswith("own:")]
    assert kept.same
    assert kept.inputs["city"] == "绍兴市"
    assert said


def test_an_expired_rule_says_nothing(store: Store) -> None:
    (order_id,) = take(store, order())
    _on(store, _save(store, until="2020-01-01T00:00:00+08:00"))
    assert _said(store, order_id) == []


def test_a_rule_on_a_fact_the_program_lost_stops_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    (order_id,) = take(store, order())
    _on(store, rule := _save(store))
    assert _said(store, order_id)
    lost = {**BODY, "when": {"match": "all", "parts": [{"fact": "gone", "op": "is", "value": "x"}]}}
    store.write(lambda tx: hint_rules.change(tx, rule.rule_id, 1, body=lost))
    store.write(own.changed)
    with caplog.at_level("WARNING"):
        assert _said(store, order_id) == []
        with store.read() as tx:
            assert editing.listing(tx) == ()
            assert [one.same for one in explain(tx, order_id) if one.rule.startswith("own:")] == [None]


def test_a_material_makes_it_blocking_and_is_shown_on_the_card(store: Store) -> None:
    (order_id,) = take(store, order())
    _on(store, _save(store, material="BUBBLE-30"))
    store.write(lambda tx: decide(tx, order_id))
    with store.read() as tx:
        (card,) = [one for one in cards(tx, order_id) if one.rule.startswith("own:")]
    assert (card.material, card.blocking, card.level) == ("BUBBLE-30", True, "place")


def test_hostile_words_cannot_break_a_card(store: Store) -> None:
    use_language("zh_CN")
    note = "<img src=x onerror=1>\u202e\n\n" + "长" * 5000 + " 13800000001 {pieces}"
    (order_id,) = take(store, replace(order(), buyer_note=note))
    when = {"match": "all", "parts": [{"fact": "buyer_note", "op": "has", "value": "长"}]}
    _on(store, _save(store, when=when, sentence="备注：{buyer_note}"))
    (text,) = _said(store, order_id)
    assert len(text) <= 60
    assert not set(text) & {"<", ">", "\n", "\u202e"}
    with store.read() as tx:
        assert "13800000001" not in explain(tx, order_id)[-1].why


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"sentence": ""},
        {"sentence": "{phone}"},
        {"severity": "loud"},
        {"until": "someday"},
        {"until": "2026-01-01"},
        {"when": {}},
        {"level": []},
    ],
)
def test_what_is_no_rule_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ConditionError):
        rule_from({**BODY, **changes})


def test_only_a_supervisor_may(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "1001", name="王芳", role=Role.PACKER))
    with pytest.raises(NotAllowedError):
        store.write(lambda tx: editing.save(tx, BODY, by="1001", station="desk"))
