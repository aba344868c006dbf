"""Complaints: kept by buyer, once, with what they are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from station.clock import FixedClock
from station.orders.canonical import ChannelStatus
from station.people.complaints import Kind, add_complaint, kind_of
from station.store import people
from station.store.schema.orders import orders as master
from station.store.schema.people import buyers
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

AT = datetime(2026, 11, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("包装破损，里面都压坏了", Kind.PACKAGING),
        ("盒子都瘪了", Kind.PACKAGING),
        ("快递箱子烂得不成样子", Kind.PACKAGING),
        ("瓶子摔碎了，包装太薄", Kind.PACKAGING),
        ("少发了一件", Kind.MISSING),
        ("颜色发错了", Kind.WRONG_ITEM),
        ("质量太差，起球", Kind.QUALITY),
        ("发货太慢了", Kind.LATE),
        ("不喜欢", Kind.OTHER),
    ],
)
def test_the_words_tell_the_kind(words: str, kind: Kind) -> None:
    assert kind_of(words) == kind


def test_a_complaint_told_twice_counts_once(store: Store) -> None:
    for expected in (True, False):
        assert store.write(lambda tx: add_complaint(tx, "p:x", words="盒子压扁了", at=AT)) is expected
    store.write(lambda tx: add_complaint(tx, "p:x", words="又压扁了", at=AT + timedelta(days=1)))
    with store.read() as tx:
        (row,) = tx.execute(select(buyers))
        assert (row.buyer_key, row.complaints, row.returns) == ("p:x", 2, 0)
        assert [each.words for each in people.complaints_of(tx, "p:x")] == ["又压扁了", "盒子压扁了"]


def test_orders_and_returns_add_up(store: Store) -> None:
    key = ordered(store, 2)
    store.write(lambda tx: people.count_return(tx, key))
    store.write(lambda tx: people.set_no_messages(tx, key, wanted=True))
    with store.read() as tx:
        told = people.buyers_of(tx, [key])[key]
    assert told == {"orders": 2, "returns": 1, "no_messages": 1, "complaints": 0, "receivables": 0}


def ordered(store: Store, orders: int) -> str:
    """Let one buyer order so often; return their key."""
    with store.read() as tx:
        have = tx.execute(select(func.count()).select_from(master)).scalar_one()
    left = ChannelStatus.DELIVERED
    shop.put(store, *(shop.order(f"69{have + number:017d}", status=left) for number in range(orders)))
    with store.read() as tx:
        return str(tx.execute(select(master.c.buyer_key)).scalars().first())


def test_the_mean_return_rate_of_many_orders_is_kept_for_a_while(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_FEW", 20)

    def count(orders: int) -> bool:
        key = ordered(store, orders)
        store.write(lambda tx: people.count_return(tx, key))
        return store.write(people.refresh_return_mean)

    clock = FixedClock(AT)
    store.clock = clock
    assert [count(10), count(30), count(3)] == [True, True, False]
    with store.read() as tx:
        assert people.return_mean(tx) == (40, 2)
    clock.move(timedelta(hours=1))
    assert store.write(people.refresh_return_mean)
    with store.read() as tx:
        assert people.return_mean(tx) == (43, 3)
