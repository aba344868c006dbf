"""Row A44: the client's sentence, with who said what and when."""

from __future__ import annotations

from station.hints.bubble_wrap import rule
from tests.station.hints.make import buyer, complaint, facts


def test_a_packaging_complaint_brings_the_clients_sentence() -> None:
    hint = rule(facts(buyer=buyer(complaint())))
    assert hint is not None
    assert hint.text == "此单客户曾投诉包装破损，建议加厚气泡膜"
    assert hint.blocking
    assert hint.why == "2026-11-03 订单3F2-88K-P0A：“盒子都压扁了”（按手机号识别）"


def test_the_latest_of_several_is_told() -> None:
    hint = rule(
        facts(buyer=buyer(complaint("旧的碎了", days=90), complaint("又碎了", days=2), complaint("慢", kind="late")))
    )
    assert hint is not None
    assert "又碎了" in hint.why
    assert hint.inputs["complaints"] == 2


def test_other_complaints_and_unknown_buyers_bring_nothing() -> None:
    assert rule(facts(buyer=buyer(complaint(kind="late")))) is None
    assert rule(facts(buyer=buyer())) is None
    assert rule(facts()) is None


def test_hostile_words_stay_one_short_line() -> None:
    hint = rule(facts(buyer=buyer(complaint("{code}\n<b>破</b>\u202e" + "坏" * 500))))
    assert hint is not None
    assert "\n" not in hint.why
    assert len(hint.why) < 120
    assert "{code} ＜b＞破" in hint.why
