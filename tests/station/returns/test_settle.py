"""The queue, its one-key decisions, and the rules they suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CaseType
from station.returns import rules
from station.returns.intent import Wish, classify
from station.returns.settle import NOTHING, CaseError, decide, queue
from station.returns.tables import habits
from station.store import phrases
from station.store import returns as cases
from tests import shop
from tests.station.returns.cases import case, tell

if TYPE_CHECKING:
    from station.store.engine import Store

ODD = "衣服帮我倒一倒大的"


def test_both_sides_are_shown(store: Store) -> None:
    shop.build(store)
    tell(store, case(CaseType.EXCHANGE, text="不换了，退货退款"))
    with store.read() as tx:
        (one,) = queue(tx)
    assert (one.platform_type, one.text, one.text_intent) == ("换货", "不换了，退货退款", "退货退款")
    assert "退货退款" in one.why


def test_a_decision_stands_until_the_platform_changes_its_type(store: Store) -> None:
    shop.build(store)
    order_id = tell(store, case(CaseType.EXCHANGE, text="不换了，退货退款"))
    store.write(lambda tx: decide(tx, order_id, "R1", answer="退货退款", actor="2001", station="desk"))
    tell(store, case(CaseType.EXCHANGE, text="不换了，退货退款，快点"))
    with store.read() as tx:
        assert cases.cases(tx, order_id)[0].intent == "退货退款"
        assert not queue(tx)
    tell(store, case(CaseType.REFUND_ONLY, text="换个L码"))
    with store.read() as tx:
        assert cases.cases(tx, order_id)[0].intent == "待人工"


def test_nothing_closes_the_case_and_the_platforms_repeat_does_not_open_it(store: Store) -> None:
    shop.build(store)
    order_id = tell(store, case(CaseType.EXCHANGE, text="不换了，撤销申请"))
    store.write(lambda tx: decide(tx, order_id, "R1", answer=NOTHING, actor="2001", station="desk"))
    tell(store, case(CaseType.EXCHANGE, text="不换了，撤销申请"), buyer_note="再说一遍")
    with store.read() as tx:
        assert not queue(tx)
        assert cases.cases(tx, order_id)[0].status == "closed"
    with pytest.raises(CaseError):
        store.write(lambda tx: decide(tx, order_id, "R1", answer="换货", actor="2001", station="desk"))


def test_an_agreed_refund_is_not_decided_otherwise(store: Store) -> None:
    shop.build(store)
    order_id = tell(store, case(CaseType.REFUND_ONLY, agreed=True))
    with pytest.raises(CaseError):
        store.write(lambda tx: decide(tx, order_id, "R1", answer="换货", actor="2001", station="desk"))


def test_a_packer_decides_nothing(store: Store) -> None:
    shop.build(store)
    order_id = tell(store, case(CaseType.EXCHANGE, text="不换了，退货退款"))
    with pytest.raises(Exception, match="NOT_ALLOWED"):
        store.write(lambda tx: decide(tx, order_id, "R1", answer="换货", actor="1001", station="desk"))


def test_a_decision_suggests_a_rule_that_holds_only_after_its_rehearsal(store: Store) -> None:
    shop.build(store)
    assert classify(ODD).intent is Wish.PERSON
    from station.returns.take_in import paste

    (order_id,) = shop.put(store, shop.order())
    case_no = store.write(lambda tx: paste(tx, order_id, ODD, actor="2001", station="desk"))
    words = store.write(lambda tx: decide(tx, order_id, case_no, answer="换货", actor="2001", station="desk"))
    assert words
    assert words in ODD
    with store.read() as tx:
        (row,) = phrases.listing(tx, state="suggested")
        assert classify(ODD, habits(tx)).intent is Wish.PERSON
        found = rules.rehearse(tx, row.phrase_id)
    assert (found.better, found.worse) == (1, 0)
    with pytest.raises(rules.RuleError) as refused:
        store.write(lambda tx: rules.accept(tx, row.phrase_id, changes=0, by="command", station="desk"))
    assert refused.value.code == "REHEARSE_FIRST"
    version = store.write(
        lambda tx: rules.accept(tx, row.phrase_id, changes=len(found.changes), by="command", station="desk")
    )
    assert version == 1
    with store.read() as tx:
        assert classify(ODD, habits(tx)).intent is Wish.EXCHANGE
    store.write(lambda tx: rules.refuse(tx, row.phrase_id, by="command", station="desk"))
    with store.read() as tx:
        assert phrases.version(tx) == 2
        assert [one.phrase for one in phrases.at_version(tx, 1)] == [words]
        assert classify(ODD, habits(tx)).intent is Wish.PERSON


def test_a_built_in_phrase_can_be_taken_out(store: Store) -> None:
    shop.build(store)
    identity = store.write(lambda tx: rules.suggest(tx, "exchange", "换购", act="drop", by="2001"))
    with store.read() as tx:
        changes = len(rules.rehearse(tx, identity).changes)
    store.write(lambda tx: rules.accept(tx, identity, changes=changes, by="command", station="desk"))
    with store.read() as tx:
        assert all(phrase != "换购" for table in habits(tx).phrases.values() for phrase in table)


def test_a_broken_phrase_is_refused(store: Store) -> None:
    for kind, phrase in (("exchange", "换(个"), ("nothing such", "换个"), ("exchange", "换"), ("exchange", "")):
        with pytest.raises(rules.RuleError):
            store.write(lambda tx, kind=kind, phrase=phrase: rules.suggest(tx, kind, phrase, by="2001"))  # type: ignore[misc]
