"""The whole table: every combination has exactly one verdict, and harm comes before convenience."""

from __future__ import annotations

from dataclasses import replace

import pytest

from station.orders.canonical import CaseType, ChannelStatus
from station.orders.states import State
from station.packing.verdict import CaseFact, Facts, rule
from station.packing.verdict_table import combinations
from station.packing.view import Verdict

TABLE = list(combinations())


def test_every_combination_has_one_verdict_with_a_reason() -> None:
    for facts in TABLE:
        ruling = rule(facts)
        assert isinstance(ruling.verdict, Verdict)
        assert 1 <= len(ruling.reason) <= 2
        assert all(ruling.reason)


def test_nothing_goes_that_must_not() -> None:
    for facts in TABLE:
        if rule(facts).verdict is not Verdict.GO:
            continue
        assert facts.state in (State.REVIEWED, State.ALLOCATED, State.PICKING, State.PACKING)
        assert facts.channel_status == ChannelStatus.PAID
        assert not facts.hold_reasons
        assert not facts.unmapped
        assert not facts.packed
        assert not facts.other_station
        assert facts.locked >= facts.needed
        assert all(case.status == "closed" for case in facts.cases)


def test_a_lock_is_offered_exactly_where_nothing_else_is_missing() -> None:
    offered = 0
    for facts in TABLE:
        asked = rule(facts).lockable
        whole = rule(replace(facts, locked=facts.needed)).verdict in (Verdict.GO, Verdict.EXCHANGE)
        arranged = any(case.exchange_order_id and case.status == "applied" for case in facts.cases)
        assert asked == (facts.locked < facts.needed and whole and not arranged)
        offered += asked
    assert offered


def test_what_nobody_named_goes_to_a_person() -> None:
    """A closed world: a state, a payment, a kind or status of a case that no rule knows never ships."""
    strange: list[Facts] = [
        _facts(state="teleported"),
        _facts(channel_status="half"),
        _facts(cases=(CaseFact("barter", "open"),)),
        *(_facts(cases=(CaseFact(kind, "pondered"),)) for kind in CaseType),
        _facts(cases=(CaseFact(CaseType.EXCHANGE, "applied"),)),
    ]
    assert {rule(facts).verdict for facts in strange} == {Verdict.REVIEW}


def _facts(**changes: object) -> Facts:
    values: dict[str, object] = {
        "state": State.ALLOCATED,
        "channel_status": ChannelStatus.PAID,
        "needed": 1,
        "locked": 1,
    }
    return Facts(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "verdict", "words"),
    [
        (_facts(), Verdict.GO, "已付款"),
        (_facts(locked=0), Verdict.STOP, "该订单无库存锁定记录"),
        (_facts(state=State.CANCELLED), Verdict.STOP, "已取消"),
        (_facts(cases=(CaseFact(CaseType.REFUND_ONLY, "agreed"),)), Verdict.STOP, "退款"),
        (_facts(cases=(CaseFact(CaseType.REFUND_ONLY, "open"),)), Verdict.STOP, "退款"),
        (_facts(cases=(CaseFact(CaseType.EXCHANGE, "open"),)), Verdict.REVIEW, "换货"),
        (_facts(cases=(CaseFact(CaseType.EXCHANGE, "applied", "e" * 32),)), Verdict.EXCHANGE, "只发新款"),
        (_facts(cases=(CaseFact(CaseType.REPAIR, "open"),)), Verdict.REVIEW, "维修"),
        (_facts(is_exchange=True), Verdict.EXCHANGE, "只发新款"),
        (_facts(hold_reasons=("风控",)), Verdict.STOP, "风控"),
        (_facts(channel_status=ChannelStatus.DEPOSIT), Verdict.STOP, "定金"),
        (_facts(channel_status=ChannelStatus.UNPAID), Verdict.STOP, "还没付款"),
        (_facts(unmapped=1), Verdict.REVIEW, "没对应商品"),
        (_facts(state=State.SHIPPED), Verdict.STOP, "已经发走"),
        (_facts(packed=True), Verdict.STOP, "已经打包"),
        (_facts(other_station="2"), Verdict.STOP, "2 号台"),
        (_facts(locked=1, needed=3), Verdict.REVIEW, "还有 2 件"),
    ],
)
def test_the_reason_says_why(facts: Facts, verdict: Verdict, words: str) -> None:
    ruling = rule(facts)
    assert ruling.verdict is verdict
    assert words in "".join(ruling.reason)
