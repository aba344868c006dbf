"""One order once, whatever tells of it, in whatever order; its stock locked or its reason on a ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.intake.accept import accept
from station.orders.canonical import CanonicalCase, CanonicalLine, CaseType, ChannelStatus, Recipient
from station.orders.states import State
from station.returns.exchange import apply_exchange
from station.settings import Settings
from station.store import orders as master
from station.store import stock
from station.store.engine import open_store
from station.tickets.tickets import open_tickets
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def sqlite_store(sqlite_url: str, home: Path) -> Iterator[Store]:
    opened = open_store(Settings(home, sqlite_url, "1"))
    yield opened
    opened.close()


def _state(store: Store, order_id: str) -> str:
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    return str(row.state)


def _available(store: Store, sku: str) -> int:
    with store.read() as tx:
        return sum(shelf.available for shelf in stock.shelves(tx, [sku]))


def test_twice_the_same_changes_nothing(store: Store) -> None:
    shop.build(store)
    assert [one.outcome for one in accept(store, [shop.order()])] == ["new"]
    assert [one.outcome for one in accept(store, [shop.order()])] == ["unchanged"]
    assert _available(store, "WY-CW-120") == 9


def test_a_paid_order_is_locked_at_once_and_the_time_is_kept(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=3))
    with store.read() as tx:
        row = master.head(tx, order_id)
        live = stock.live(tx, order_id)
    assert row is not None
    assert row.state == State.ALLOCATED
    assert row.locked_at is not None
    assert [(one.sku, one.warehouse, one.qty, one.fund) for one in live] == [("WY-CW-120", "HZ1", 3, "全款占用")]


def test_an_older_export_never_overwrites_newer_state(store: Store) -> None:
    shop.build(store)
    cancelled = shop.order(status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(hours=1))
    (order_id,) = shop.put(store, cancelled)
    shop.put(store, shop.order())
    assert _state(store, order_id) == State.CANCELLED
    assert _available(store, "WY-CW-120") == 10


def test_cancelling_gives_everything_back(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=4))
    shop.put(store, shop.order(qty=4, status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(minutes=1)))
    assert _state(store, order_id) == State.CANCELLED
    assert _available(store, "WY-CW-120") == 10
    with store.read() as tx:
        assert stock.live(tx, order_id) == []


def test_an_agreed_refund_stops_and_releases(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    case = CanonicalCase("S1", CaseType.REFUND_ONLY, open=False, agreed=True)
    shop.put(store, shop.order(cases=(case,), updated_at=shop.NOW + timedelta(minutes=1)))
    assert _state(store, order_id) == State.CANCELLED
    assert _available(store, "WY-CW-120") == 10


def _refund(sub_no: str) -> CanonicalCase:
    return CanonicalCase(f"S-{sub_no}", CaseType.REFUND_ONLY, open=False, agreed=True, sub_no=sub_no)


def test_a_refund_of_one_line_lets_go_of_that_line_alone(store: Store) -> None:
    shop.build(store)
    lines = (
        CanonicalLine("卫衣", 1, "WY-CW-120", sub_no="A"),
        CanonicalLine("袜子", 1, "SOCK", sub_no="B"),
        CanonicalLine("贴纸", 1, is_gift=True),
    )
    (order_id,) = shop.put(store, shop.order(lines=lines))
    shop.put(store, shop.order(lines=lines, cases=(_refund("A"),), updated_at=shop.NOW + timedelta(minutes=1)))
    assert _state(store, order_id) == State.ALLOCATED
    assert (_available(store, "WY-CW-120"), _available(store, "SOCK")) == (10, 9)
    both = (_refund("A"), _refund("B"))
    shop.put(store, shop.order(lines=lines, cases=both, updated_at=shop.NOW + timedelta(minutes=2)))
    assert _state(store, order_id) == State.CANCELLED
    assert _available(store, "SOCK") == 10


def test_cancelling_also_stops_the_exchange_that_was_arranged(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    done = store.write(
        lambda tx: apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-130", text="换", actor="2001", station="desk")
    )
    shop.put(store, shop.order(status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(minutes=1)))
    assert done.order_id is not None
    assert _state(store, done.order_id) == State.CANCELLED
    assert (_available(store, "WY-FB-130"), _available(store, "WY-CW-120")) == (10, 10)


def test_what_was_cancelled_does_not_come_back_by_an_export_saved_anew(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(status=ChannelStatus.CANCELLED))
    shop.put(store, shop.order(updated_at=shop.NOW + timedelta(days=1)))
    assert _state(store, order_id) == State.CANCELLED
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    assert row.channel_status == ChannelStatus.CANCELLED


def test_an_order_without_items_is_a_task(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(lines=()))
    with store.read() as tx:
        assert [ticket.kind for ticket in open_tickets(tx, order_id=order_id)] == ["unmapped"]
    shop.put(store, shop.order())
    assert _state(store, order_id) == State.ALLOCATED


def test_the_item_list_adds_codes_to_the_order_list(store: Store) -> None:
    shop.build(store)
    titles = shop.order(lines=(CanonicalLine("儿童卫衣 奶油白", 2),))
    (order_id,) = shop.put(store, titles)
    assert _state(store, order_id) == State.RECEIVED
    with store.read() as tx:
        assert [ticket.kind for ticket in open_tickets(tx, order_id=order_id)] == ["unmapped"]
    items = shop.order(qty=2, recipient=None, paid_at=None)
    assert [one.outcome for one in accept(store, [items])] == ["updated"]
    assert _state(store, order_id) == State.ALLOCATED
    with store.read() as tx:
        assert open_tickets(tx, order_id=order_id) == ()
    assert [one.outcome for one in accept(store, [titles, items])] == ["unchanged", "unchanged"]


def test_lines_that_change_let_go_of_the_old_locks(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=3))
    shop.put(store, shop.order(code="WY-FB-130", qty=2, updated_at=shop.NOW + timedelta(minutes=1)))
    assert (_available(store, "WY-CW-120"), _available(store, "WY-FB-130")) == (10, 8)
    with store.read() as tx:
        assert [(one.sku, one.qty) for one in stock.live(tx, order_id)] == [("WY-FB-130", 2)]


def test_a_bundle_locks_its_parts(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order(code="KIT", qty=2))
    assert _available(store, "SOCK") == 6
    assert _available(store, "WY-CW-120") == 8


def test_a_shortage_is_a_ticket_over_what_is_missing(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=12))
    assert _state(store, order_id) == State.REVIEWED
    with store.read() as tx:
        tickets = open_tickets(tx, order_id=order_id)
    assert [(ticket.kind, ticket.qty) for ticket in tickets] == [("shortage", 2)]


def test_a_deposit_freezes_and_the_balance_locks(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=5, status=ChannelStatus.DEPOSIT))
    with store.read() as tx:
        assert stock.frozen(tx, "WY-CW-120") == (5, 300)
        assert [one.warehouse for one in stock.live(tx, order_id)] == [None]
    shop.put(store, shop.order(qty=5, updated_at=shop.NOW + timedelta(minutes=1)))
    with store.read() as tx:
        assert stock.frozen(tx, "WY-CW-120")[0] == 0
    assert _available(store, "WY-CW-120") == 5
    assert _state(store, order_id) == State.ALLOCATED


def test_a_platform_hold_opens_and_closes(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(flags=frozenset({"risk"})))
    with store.read() as tx:
        assert [hold.hold_id for hold in master.open_holds(tx, order_id)] == ["platform:risk"]
    silent = shop.order(updated_at=shop.NOW + timedelta(minutes=1))
    shop.put(store, silent)
    with store.read() as tx:
        assert len(master.open_holds(tx, order_id)) == 1
    shop.put(store, replace(silent, known_flags=frozenset({"risk"}), updated_at=shop.NOW + timedelta(minutes=2)))
    with store.read() as tx:
        assert master.open_holds(tx, order_id) == ()


def test_every_number_leads_to_the_order(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(waybill_no="SF1400000000001"))
    with store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        for code in (row.short_code, "6900000000000000001", "SF1400000000001", "0001"):
            assert order_id in {found for found, _kind in master.by_code(tx, code)}


def test_names_and_phones_are_not_in_the_clear(store: Store, store_url: str, home: Path) -> None:
    if not store_url.startswith("sqlite"):
        return
    shop.build(store)
    shop.put(store, shop.order())
    store.close()
    stored = b"".join(path.read_bytes() for path in home.glob("packbench.db*"))
    for secret in ("测试甲", "13800000001", "测试路0号"):
        assert secret.encode() not in stored


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(6)))
def test_any_order_of_messages_ends_alike(sqlite_store: Store, turns: list[int]) -> None:
    number = "".join(map(str, turns))
    told = [
        shop.order(number, recipient=None),
        shop.order(number, lines=(CanonicalLine("儿童卫衣", 1),)),
        shop.order(number, status=ChannelStatus.UNPAID, paid_at=None, updated_at=shop.NOW - timedelta(hours=1)),
        shop.order(number, buyer_note="快点", updated_at=shop.NOW + timedelta(hours=1)),
        shop.order(number, status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(hours=2)),
        replace(shop.order(number), recipient=Recipient("测试乙", "13900000002", "浙江省", "杭州市", "西湖区")),
    ]
    shop.build(sqlite_store, on_hand=0)
    for turn in turns:
        accept(sqlite_store, [told[turn]])
    (order_id,) = {one.order_id for one in accept(sqlite_store, told)}
    assert _state(sqlite_store, order_id) == State.CANCELLED
    with sqlite_store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.buyer_note == "快点"
        assert [line.channel_code for line in master.lines(tx, order_id)] == ["WY-CW-120"]
        assert stock.live(tx, order_id) == []
