"""Decisions: kept with their inputs, answered once, asked again when the facts change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from station.hints.base import Facts
from station.hints.card import Severity
from station.hints.decide import answer, cards, decide, open_blocking
from station.hints.gather import gather
from station.hints.why import explain
from station.orders.canonical import Recipient
from station.people.complaints import add_complaint
from station.registry import extensions
from station.store import decisions, people
from station.store import orders as master
from station.store.engine import Tx
from station.text import use_language
from tests.station.hints.make import AT, ORDER, facts, order, take

if TYPE_CHECKING:
    import pytest
    from sqlalchemy import Executable

    from station.hints.card import HintCard
    from station.store.engine import Store


def _complain(store: Store, order_id: str, words: str = "盒子都压扁了", days: int = 3) -> None:
    def work(tx: Tx) -> None:
        row = master.head(tx, order_id)
        assert row is not None
        add_complaint(tx, row.buyer_key, words=words, at=AT - timedelta(days=days), order_id=ORDER)

    store.write(work)


def _decide(store: Store, order_id: str) -> tuple[HintCard, ...]:
    return store.write(lambda tx: decide(tx, order_id))


def _answer(store: Store, order_id: str, rule: str) -> bool:
    return store.write(lambda tx: answer(tx, order_id, rule=rule, answer="done", operator_no="1001"))


def test_every_rule_has_a_version_and_says_nothing_about_an_empty_order() -> None:
    rules = extensions("station.hints", "rule")
    assert set(rules) == set(extensions("station.hints", "version"))
    assert set(extensions("station.hints", "act")) <= set(rules)
    assert len(rules) >= 7
    assert [rule(Facts(ORDER, "7K4-29M-XQ5")) for rule in rules.values()] == [None] * len(rules)
    assert [rule(facts()) for rule in rules.values()] == [None] * len(rules)


def test_an_ordinary_order_has_no_hints(store: Store) -> None:
    (order_id,) = take(store, order())
    assert _decide(store, order_id) == ()
    assert _decide(store, ORDER) == ()


def test_hints_are_ranked_and_read_back_the_same(store: Store) -> None:
    (order_id,) = take(store, replace(order(), buyer_note="需防潮膜，禁用胶带，放门卫"))
    _complain(store, order_id)
    decided = _decide(store, order_id)
    assert [card.rule for card in decided] == [
        "forbidden_materials",  # the order itself before the customer
        "bubble_wrap",
        "special_requests",
        "carrier_note",
    ]
    with store.read() as tx:
        assert cards(tx, order_id) == decided
        assert [card.rule for card in open_blocking(tx, order_id)] == ["forbidden_materials", "bubble_wrap"]
        row = next(row for row in decisions.stored(tx, order_id) if row.rule == "bubble_wrap")
    assert (row.version, row.inputs["words"], row.severity) == (1, "盒子都压扁了", Severity.ATTENTION)


def test_an_answer_stands_while_the_facts_stand(store: Store) -> None:
    (order_id,) = take(store, order())
    _complain(store, order_id)
    _decide(store, order_id)
    assert _answer(store, order_id, "bubble_wrap")
    assert not _answer(store, order_id, "no_such_rule")
    use_language("en")
    (card,) = _decide(store, order_id)
    assert card.answer == "done"
    with store.read() as tx:
        assert open_blocking(tx, order_id) == ()


def test_a_new_complaint_asks_again(store: Store) -> None:
    (order_id,) = take(store, order())
    _complain(store, order_id)
    _decide(store, order_id)
    _answer(store, order_id, "bubble_wrap")
    _complain(store, order_id, "这次瓶子碎了", days=1)
    (card,) = _decide(store, order_id)
    assert card.answer is None
    assert "这次瓶子碎了" in card.why


def test_a_hint_whose_reason_is_gone_is_withdrawn_but_remembered(store: Store) -> None:
    (order_id,) = take(store, replace(order(), buyer_note="禁用胶带"))
    _decide(store, order_id)
    store.write(lambda tx: master.set_order(tx, order_id, buyer_note="尽快发货"))
    assert _decide(store, order_id) == ()
    with store.read() as tx:
        assert cards(tx, order_id) == ()
        assert open_blocking(tx, order_id) == ()
        (row,) = decisions.stored(tx, order_id)
    assert row.withdrawn_at is not None
    store.write(lambda tx: master.set_order(tx, order_id, buyer_note="禁用胶带"))
    assert [card.rule for card in _decide(store, order_id)] == ["forbidden_materials"]


def test_the_return_mean_is_counted_when_a_rule_needs_it(store: Store) -> None:
    order_id, *_more = take(store, *(order(str(number)) for number in range(4)))
    other = Recipient("韩梅", "13900000002", "浙江省", "绍兴市", "柯桥区", "", "测试路1号")
    another, *_more = take(store, *(order(str(number), recipient=other) for number in range(4, 100)))

    def sent_back(tx: Tx) -> None:
        for identity in (order_id, order_id, order_id, another):
            row = master.head(tx, identity)
            assert row is not None
            people.count_return(tx, row.buyer_key)

    store.write(sent_back)
    (card,) = _decide(store, order_id)
    assert card.rule == "high_return_rate"
    assert "4单退了3单（75%），全部客户平均4.0%" in card.why
    take(store, *(order(str(number), recipient=other) for number in range(100, 120)))
    store.write(people.refresh_return_mean)
    with store.read() as tx:
        assert people.return_mean(tx) == (120, 4)
        assert [one.same for one in explain(tx, order_id)] == [True]


def test_facts_of_an_ordinary_order_take_two_statements(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (order_id,) = take(store, order())
    asked: list[object] = []
    plain = Tx.execute

    def execute(tx: Tx, statement: Executable, values: object = None) -> object:
        asked.append(statement)
        return plain(tx, statement, values)

    monkeypatch.setattr(Tx, "execute", execute)
    with store.read() as tx:
        found = gather(tx, order_id)
    assert found is not None
    assert len(asked) == 2
    assert found.buyer is not None
    assert (found.buyer.orders, found.province, found.items[0].name) == (1, "浙江省", "卫衣")
