"""Tickets: the same work is one ticket, and nothing rests without an owner and a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from station.clock import FixedClock
from station.tickets.tickets import Kind, close, open_ticket, open_tickets, settle

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

ORDER = "0123456789abcdef0123456789abcdef"
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def clock(store: Store) -> FixedClock:
    standing = FixedClock(AT)
    store.clock = standing
    return standing


def _shortage(tx: Tx, qty: int = 10) -> str:
    return open_ticket(
        tx,
        kind="shortage",
        title=f"缺 {qty} 件",
        role="lead",
        due_in_minutes=120,
        order_id=ORDER,
        sku="A-1",
        qty=qty,
        to_warehouse="A",
    )


def test_a_ticket_has_an_owner_and_a_due_time(store: Store, clock: FixedClock) -> None:
    identity = store.write(_shortage)
    with store.read() as tx:
        (ticket,) = open_tickets(tx)
    assert (ticket.ticket_id, ticket.kind, ticket.role, ticket.qty) == (identity, Kind.SHORTAGE, "lead", 10)
    assert ticket.due_at == AT + timedelta(hours=2)
    assert ticket.to_warehouse == "A"


def test_the_same_work_again_changes_the_open_ticket(store: Store, clock: FixedClock) -> None:
    first = store.write(_shortage)
    clock.move(timedelta(minutes=30))
    assert store.write(lambda tx: _shortage(tx, 4)) == first
    with store.read() as tx:
        (ticket,) = open_tickets(tx, order_id=ORDER)
    assert (ticket.qty, ticket.title) == (4, "缺 4 件")
    assert ticket.due_at == AT + timedelta(hours=2)


def test_work_that_comes_back_is_a_new_ticket(store: Store, clock: FixedClock) -> None:
    first = store.write(_shortage)
    assert store.write(lambda tx: close(tx, first, by="1001", outcome="moved")) is True
    assert store.write(lambda tx: close(tx, first, by="1001")) is False
    second = store.write(_shortage)
    assert second != first
    with store.read() as tx:
        assert [ticket.ticket_id for ticket in open_tickets(tx)] == [second]


def test_other_skus_and_kinds_are_other_work(store: Store, clock: FixedClock) -> None:
    def work(tx: Tx) -> set[str]:
        common: dict[str, Any] = {"title": "x", "role": "lead", "order_id": ORDER}
        ids = {open_ticket(tx, kind="shortage", due_in_minutes=9, sku=sku, **common) for sku in ("A", "B")}
        ids.add(open_ticket(tx, kind="exception", due_in_minutes=5, **common))
        ids.add(open_ticket(tx, kind="exception", due_in_minutes=5, title="x", role="lead", sku="bench 3"))
        return ids

    assert len(store.write(work)) == 4
    with store.read() as tx:
        assert len(open_tickets(tx, kind="shortage")) == 2
        assert len(open_tickets(tx, order_id=ORDER)) == 3
        assert len(open_tickets(tx, due_by=AT + timedelta(minutes=5))) == 2
        assert open_tickets(tx)[-1].kind == Kind.SHORTAGE
    assert store.write(lambda tx: settle(tx, ORDER, kind="shortage", by="system", outcome="locked")) == 2


def test_an_unknown_kind_or_role_is_our_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="party"):
        store.write(lambda tx: open_ticket(tx, kind="party", title="x", role="lead", due_in_minutes=1))
    with pytest.raises(ValueError, match="king"):
        store.write(lambda tx: open_ticket(tx, kind="review", title="x", role="king", due_in_minutes=1))
