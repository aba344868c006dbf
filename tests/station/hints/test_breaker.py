"""Row A34: more than 5 orders in 24 hours to 3 or more provinces stops them all until a person looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.hints.breaker import ReviewRefusedError, release, rule
from station.hints.decide import decide
from station.orders.canonical import Recipient
from station.people import operators
from station.people.operators import Operator
from station.people.permit import NotAllowedError
from station.people.roles import Role
from station.store import orders as master
from station.tickets.tickets import open_tickets
from tests.station.hints.make import AT, buyer, facts, order, placed, take

if TYPE_CHECKING:
    from station.hints.base import Placed
    from station.store.engine import Store

SERVICE = Operator("2001", "小周", Role.SERVICE)


def _fires(nearby: tuple[Placed, ...]) -> bool:
    return rule(facts(buyer=buyer(orders=9, nearby=nearby))) is not None


def test_six_orders_to_three_provinces_fire() -> None:
    assert _fires(placed(0, 1, 2, 3, 4, 5))


def test_five_orders_or_two_provinces_do_not() -> None:
    assert not _fires(placed(0, 1, 2, 3, 4))
    assert not _fires(placed(0, 1, 2, 3, 4, 5, provinces="浙苏"))


def test_the_window_slides() -> None:
    assert _fires(placed(0, -5, -10, -15, -20, -23))
    assert _fires(placed(0, -12, -6, 1, 6, 12))  # 24 hours from the first to the last
    assert not _fires(placed(0, -12, -6, 1, 6, 12.1))
    assert not _fires(placed(0, 24, 24.1, 24.2, 24.3, 24.4, 24.5))  # a burst this order does not belong to


def _burst(store: Store, count: int = 6) -> list[str]:
    provinces = ("浙江省", "江苏省", "广东省")
    return take(
        store,
        *(
            replace(
                order(str(n)),
                created_at=AT + timedelta(hours=n),
                recipient=Recipient("李雷", "13800000001", provinces[n % 3], "某市", "", "", "测试路0号"),
            )
            for n in range(count)
        ),
    )


def test_all_open_orders_of_the_buyer_are_held_and_reviewed(store: Store) -> None:
    ids = _burst(store)
    hints = store.write(lambda tx: decide(tx, ids[-1]))
    assert hints[0].rule == "breaker"
    assert hints[0].why == "24小时内下单6笔、分散3个省（按手机号识别）"
    with store.read() as tx:
        assert [[hold.hold_id for hold in master.open_holds(tx, each)] for each in ids] == [["breaker"]] * 6
        (ticket,) = open_tickets(tx, kind="review")
    assert ticket.body.count(",") == 5
    assert "13800000001" not in ticket.title + ticket.body


def test_an_order_once_released_stays_released(store: Store) -> None:
    ids = _burst(store)
    store.write(lambda tx: operators.add(tx, "2001", name="小周", role=Role.SERVICE))
    store.write(lambda tx: decide(tx, ids[-1]))
    released = store.write(
        lambda tx: release(tx, "3", order_id=ids[0], reviewer=SERVICE, reason="公司团购，已电话核实")
    )
    assert released
    store.write(lambda tx: decide(tx, ids[0]))
    store.write(lambda tx: decide(tx, ids[1]))
    with store.read() as tx:
        assert master.open_holds(tx, ids[0]) == ()
        assert len(master.open_holds(tx, ids[1])) == 1
    assert not store.write(lambda tx: release(tx, "3", order_id=ids[0], reviewer=SERVICE, reason="再放一次"))


def test_a_release_needs_a_reviewer_and_a_reason(store: Store) -> None:
    (order_id,) = take(store, order())
    packer = store.write(lambda tx: operators.add(tx, "1001", name="阿芳", role=Role.PACKER))
    store.write(lambda tx: operators.add(tx, "2001", name="小周", role=Role.SERVICE))
    with pytest.raises(NotAllowedError, match="客服"):
        store.write(lambda tx: release(tx, "3", order_id=order_id, reviewer=packer, reason="x"))
    with pytest.raises(ReviewRefusedError, match="原因"):
        store.write(lambda tx: release(tx, "3", order_id=order_id, reviewer=SERVICE, reason=" "))
