"""WHY at the bench: the whole story behind the hints, also of an order that may not be opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from station.hints.decide import decide
from station.hints.story import story
from station.packing import session
from station.packing.view import Verdict
from station.people.codes import command_code
from station.people.complaints import add_complaint
from station.store import orders as master
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store

WORDS = "盒子压扁了\u202e，打13900000009，<b>杯子碎了</b>"


def _complained(store: Store) -> tuple[Bench, str, str]:
    bench = Bench(store)
    old, new = shop.put(store, shop.order("1"), replace(shop.order("2"), buyer_note="需防潮膜"))
    with store.read() as tx:
        row = master.head(tx, old)
    assert row is not None
    at = shop.NOW - timedelta(days=9)
    store.write(lambda tx: add_complaint(tx, row.buyer_key, words=WORDS, at=at, order_id=old))
    return bench, new, row.short_code


def test_one_key_tells_who_when_the_words_and_which_order(store: Store) -> None:
    bench, order_id, before = _complained(store)
    bench.scan(order_id)
    shown = bench.say("WHY")
    told = "\n".join("\n".join((part.title, *part.lines)) for part in shown.story)
    assert shown.verdict is Verdict.GO
    for words in ("加厚气泡膜", "2026-11-13", before, "盒子压扁了", "按手机号识别", "需防潮膜", "该客户投诉过 1 次"):
        assert words in told
    for outside in ("13900000009", "<b>", "\u202e", "测试甲", "13800000001"):
        assert outside not in told
    assert bench.scan("WY-CW-120").story == ()


def test_an_order_that_may_not_be_opened_tells_too(store: Store) -> None:
    bench, order_id, _before = _complained(store)
    store.write(lambda tx: decide(tx, order_id))
    store.write(lambda tx: master.add_hold(tx, order_id, hold_id="lead", reason="风控", rule=None, by="2001"))
    assert bench.scan(order_id).verdict is Verdict.STOP
    shown = session.scan(store, command_code("WHY"), station="1", shown=order_id)
    assert (shown.verdict, shown.order and shown.order.order_id) == (Verdict.STOP, order_id)
    assert "加厚气泡膜" in shown.story[0].title
    assert bench.say("WHY").story == ()


def test_an_order_without_anything_says_so(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, replace(shop.order(), recipient=None, buyer_id=None))
    bench.scan(order_id)
    with store.read() as tx:
        assert [part.title for part in story(tx, order_id)] == ["这一单没有特别情况"]
