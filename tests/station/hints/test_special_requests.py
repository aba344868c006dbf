"""Row B33: 需防潮膜 becomes an instruction at the bench."""

from __future__ import annotations

from station.hints.card import Severity
from station.hints.special_requests import rule
from tests.station.hints.make import facts


def test_a_request_is_shown_and_does_not_block() -> None:
    hint = rule(facts(buyer_note="需防潮膜，禁用胶带"))
    assert hint is not None
    assert (hint.text, hint.severity, hint.blocking) == ("特殊要求：需防潮膜", Severity.ATTENTION, False)
    assert hint.why == "买家留言：“需防潮膜，禁用胶带”"


def test_the_shops_note_counts_too() -> None:
    hint = rule(facts(seller_note="客户要求木箱"))
    assert hint is not None
    assert hint.why.startswith("商家备注")


def test_an_ordinary_note_brings_nothing() -> None:
    assert rule(facts(buyer_note="尽快发货")) is None
