"""Complaints, debts and page behaviour: each once, for the right buyer, by message and by list."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from station.channels.base import BadMessageError
from station.clock import FixedClock
from station.hints.decide import cards
from station.intake.fact_files import kind_of
from station.intake.facts import take
from station.intake.files import import_files
from station.settings import load
from station.store import orders as master
from station.store import page_events, people, receivables
from station.store.engine import open_store
from tests import shop
from tests.shop import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store

NUMBER, PHONE = "6900000000000000001", "13800000001"
OCTOBER = datetime(2026, 9, 30, 16, tzinfo=UTC), datetime(2026, 10, 31, 16, tzinfo=UTC)


def say(store: Store, *facts: dict[str, Any]) -> list[str]:
    return take(store, json.dumps(facts).encode()).outcomes


def buyer(store: Store) -> Any:
    with store.read() as tx:
        ((order_id, _kind),) = master.by_code(tx, NUMBER)
        head = master.head(tx, order_id)
        assert head is not None
        return SimpleNamespace(buyer_key=head.buyer_key, **people.buyers_of(tx, [head.buyer_key])[head.buyer_key])


def overdue(store: Store) -> int:
    key = buyer(store).buyer_key
    with store.read() as tx:
        return receivables.overdue_between(tx, key, since=OCTOBER[0], until=OCTOBER[1])


def with_an_order(store: Store) -> Store:
    store.clock = FixedClock(NOW)
    shop.build(store)
    shop.put(store, shop.order())
    return store


@pytest.fixture
def sold(store: Store) -> Store:
    return with_an_order(store)


@pytest.fixture
def file(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(load(sqlite_url))
    yield with_an_order(opened)
    opened.close()


def test_a_complaint_is_kept_once_and_shown_at_the_next_scan(sold: Store) -> None:
    told = {"kind": "complaint", "number": NUMBER, "words": "盒子压坏了", "at": "2026-11-01 10:00:00", "id": "T1"}
    assert say(sold, told, told) == ["new", "unchanged"]
    by_phone = {"kind": "complaint", "phone": f"+86 {PHONE[:3]} {PHONE[3:]}", "words": "又破了", "about": "packaging"}
    assert say(sold, by_phone) == ["new"]
    assert buyer(sold).complaints == 2
    with sold.read() as tx:
        ((order_id, _kind),) = master.by_code(tx, NUMBER)
        assert "气泡膜" in cards(tx, order_id)[0].text


def test_debts_count_when_their_day_passed_unpaid(sold: Store) -> None:
    late = {"kind": "receivable", "phone": PHONE, "due": "2026-10-10", "paid": "2026-10-20", "id": "A"}
    never = {"kind": "receivable", "number": NUMBER, "due": "2026-10-12", "amount": "300.00", "id": "B"}
    in_time = {"kind": "receivable", "phone": PHONE, "due": "2026-10-31", "paid": "2026-10-01", "id": "C"}
    other_month = {"kind": "receivable", "phone": PHONE, "due": "2026-09-30", "id": "D"}
    assert say(sold, late, never, in_time, other_month) == ["new"] * 4
    assert (overdue(sold), buyer(sold).receivables) == (2, 4)
    assert say(sold, {**never, "paid": "2026-10-11"}, late) == ["updated", "unchanged"]
    assert say(sold, never) == ["unchanged"]  # silence takes no payment back
    assert overdue(sold) == 1


def test_behaviour_may_come_before_its_order(store: Store) -> None:
    store.clock = FixedClock(NOW)
    shop.build(store)
    event = {"kind": "freight_viewed", "channel": "douyin", "number": NUMBER, "event_id": "e1"}
    assert say(store, event, event, {**event, "event_id": "e2"}) == ["new", "unchanged", "new"]
    (order_id,) = shop.put(store, shop.order())
    with store.read() as tx:
        assert page_events.counts(tx, [order_id]) == {order_id: {"freight_viewed": 2}}


def test_nobody_known_is_told_and_nothing_is_guessed(file: Store) -> None:
    assert say(file, {"kind": "complaint", "number": "NOBODY", "words": "x"}) == ["unknown"]
    assert say(file, {"kind": "receivable", "phone": "138****0001", "due": "2026-10-10"}) == ["unknown"]


REFUSED: tuple[Any, ...] = (
    {"kind": "drop table", "number": "1"},
    {"kind": "complaint", "words": "x"},
    {"kind": "complaint", "number": "1"},
    {"kind": "complaint", "number": "1", "words": "x", "about": "nothing"},
    {"kind": "receivable", "phone": PHONE},
    {"kind": "receivable", "phone": PHONE, "due": "soon"},
    {"kind": "freight_viewed", "channel": "nobody", "number": "1"},
    {"kind": "freight_viewed", "phone": PHONE},
    7,
)


def test_what_is_no_fact_is_refused_whole(file: Store) -> None:
    good = {"kind": "complaint", "number": NUMBER, "words": "破了"}
    for told in REFUSED:
        with pytest.raises(BadMessageError):
            take(file, json.dumps([good, told]).encode())
    assert buyer(file).complaints == 0


LISTS = {
    "complaints": f"""订单号,渠道,投诉内容,投诉类型,投诉时间
{NUMBER},抖音小店,盒子压坏了,包装问题,2026-11-01 10:00:00
,,没有单号,,
NOBODY,,谁的,,2026-11-01 10:00:00
{NUMBER},,,,2026-11-01 10:00:00
""",
    "receivables": f"""客户,手机号,应收单号,到期日,收款日期,金额
王记,{PHONE},Z1,2026-10-10,2026-10-20,300.00
王记,{PHONE},Z2,2026-10-12,,1,200.00
王记,{PHONE},Z3,2026/10/12,,
王记,{PHONE},Z4,,,
""",
    "page_events": f"""订单号,渠道,行为,次数,时间
{NUMBER},douyin,修改地址,3,2026-11-01 10:00:00
{NUMBER},douyin,查看运费,6,2026-11-01 10:00:00
{NUMBER},douyin,跳舞,6,2026-11-01 10:00:00
{NUMBER},火星,查看运费,6,2026-11-01 10:00:00
""",
}


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_lists_go_in_row_by_row_and_twice_changes_nothing(file: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LISTS[kind], encoding="gb18030")
    (first,) = import_files(file, [path])
    (again,) = import_files(file, [path])
    expected = {"complaints": (1, [3, 4, 5]), "receivables": (1, [3, 4, 5]), "page_events": (9, [4, 5])}[kind]
    assert (first.channel, first.new, [one.row for one in first.rejected]) == (kind, *expected)
    assert (again.new, again.unchanged) == (0, first.new)
    if kind == "receivables":
        assert overdue(file) == 1


def test_an_export_of_orders_is_never_taken_for_a_list() -> None:
    assert kind_of(["订单号", "商品名称", "数量"]) == ""
    assert kind_of(["投诉内容"]) == ""
    assert kind_of(["手机号", " 投诉内容 "]) == "complaints"


def test_time_makes_a_debt_overdue(file: Store) -> None:
    say(file, {"kind": "receivable", "phone": PHONE, "due": "2026-10-20", "id": "A"})
    assert isinstance(file.clock, FixedClock)
    file.clock.move(-timedelta(days=60))
    assert overdue(file) == 0
