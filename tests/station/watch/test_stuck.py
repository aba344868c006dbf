"""An order that stands still is told once a level, goes one up after two hours, and is settled when it moves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.clock import FixedClock
from station.orders.states import State
from station.people.roles import Role
from station.store import orders as master
from station.store import work
from station.tickets.tickets import open_tickets
from station.watch.base import look_once
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store
    from station.tickets.tickets import Ticket


def _stuck(store: Store) -> list[Ticket]:
    with store.read() as tx:
        return [one for one in open_tickets(tx, kind="exception") if (one.sku or "").startswith("stuck:")]


def _look(store: Store, after: timedelta) -> int:
    store.clock = FixedClock(shop.NOW + after)
    return look_once(store)["stuck"]


def test_packing_for_two_hours_is_told_and_two_more_go_up(store: Store) -> None:
    store.clock = FixedClock(shop.NOW)
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: master.set_order(tx, order_id, state=State.PACKING, state_at=tx.now))
    assert _look(store, timedelta(minutes=119)) == 0
    assert _look(store, timedelta(minutes=121)) == 1
    assert _look(store, timedelta(minutes=130)) == 0
    (ticket,) = _stuck(store)
    assert (ticket.role, ticket.level) == (Role.LEAD, 0)
    assert "2 小时" in ticket.title
    assert _look(store, timedelta(hours=4, minutes=1)) == 1
    assert _look(store, timedelta(hours=9)) == 0
    (ticket,) = _stuck(store)
    assert (ticket.role, ticket.level) == (Role.SUPERVISOR, 1)
    with store.read() as tx:
        told = work.notices_due(tx, gateways=["log"], limit=10)
    assert len(told) == 2
    assert not any("13800000001" in row.body or "测试甲" in row.body for row in told)
    store.write(lambda tx: master.set_order(tx, order_id, state=State.SHIPPED, state_at=tx.now))
    assert _look(store, timedelta(hours=10)) == 1
    assert _stuck(store) == []


def test_an_unpaid_order_may_wait(store: Store) -> None:
    from station.orders.canonical import ChannelStatus

    store.clock = FixedClock(shop.NOW)
    shop.build(store)
    shop.put(store, shop.order("1", status=ChannelStatus.UNPAID, paid_at=None), shop.order("2", code="STRANGE"))
    assert _look(store, timedelta(minutes=11)) == 1
