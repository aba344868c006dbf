"""What a push only named is fetched, tried again when the platform fails, and never forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.intake.fetch import fetch_due
from station.store import inbox, returns
from station.store import orders as master
from station.tickets.tickets import open_tickets
from tests import shop
from tests.station.channels.platform import SECRETS, platform

if TYPE_CHECKING:
    from station.store.engine import Store

NUMBER = "6900000000000000001"


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    store.clock = FixedClock(shop.NOW)
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"PACKBENCH_SECRET_DOUYIN_{name.upper()}", value)


def ask(store: Store, kind: str = "order", case_no: str = "", *, channel: str = "douyin") -> None:
    values = {"kind": kind, "shop": "10001"}
    store.write(lambda tx: inbox.ask(tx, channel, NUMBER, case_no=case_no, values=values))


def move(store: Store, seconds: int) -> None:
    assert isinstance(store.clock, FixedClock)
    store.clock.move(timedelta(seconds=seconds))


def test_an_order_and_its_case_are_fetched_whichever_comes_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(store)
    ask(store, "case", "7000000000000000001")
    with platform("douyin") as address:
        monkeypatch.setenv("PACKBENCH_API_DOUYIN", address)
        first = fetch_due(store)
        assert (first.fetched, first.waiting) == (0, 2)  # the case waits for its order, which is asked for
        assert fetch_due(store).fetched == 1
        move(store, 6)
        assert fetch_due(store).waiting == 0
    with store.read() as tx:
        ((order_id, _kind),) = master.by_code(tx, NUMBER)
        assert [case.case_no for case in returns.cases(tx, order_id)] == ["7000000000000000001"]


def test_a_platform_that_fails_is_asked_again_later_and_told_as_work(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.build(store)
    ask(store)
    with platform("douyin", status=503) as address:
        monkeypatch.setenv("PACKBENCH_API_DOUYIN", address)
        for wait in (10, 20, 40):
            told = fetch_due(store)
            assert [one.why for one in told.failed] == ["平台拒绝：HTTP 503"]
            assert fetch_due(store).failed == []  # not due yet
            move(store, wait)
    with store.read() as tx:
        (ticket,) = open_tickets(tx)
        assert NUMBER in ticket.title
    with platform("douyin") as address:
        monkeypatch.setenv("PACKBENCH_API_DOUYIN", address)
        assert fetch_due(store).fetched == 1
    with store.read() as tx:
        assert [one for one in open_tickets(tx) if one.kind == "exception"] == []


def test_nobody_there_and_nothing_set_up_lose_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(store)
    ask(store, channel="miniprogram")
    monkeypatch.setenv("PACKBENCH_API_DOUYIN", "http://127.0.0.1:1")
    assert len(fetch_due(store).failed) == 2
    monkeypatch.delenv("PACKBENCH_SECRET_DOUYIN_ACCESS_TOKEN")
    move(store, 3600)
    assert len(fetch_due(store).failed) == 2
    with store.read() as tx:
        assert inbox.waiting(tx)[0] == 2
        assert len(open_tickets(tx)) == 2


def test_news_while_it_is_fetched_asks_once_more(store: Store) -> None:
    ask(store)
    with store.read() as tx:
        (row,) = inbox.due(tx, limit=9)
    ask(store)
    assert not store.write(lambda tx: inbox.fetched(tx, row))
    with store.read() as tx:
        (row,) = inbox.due(tx, limit=9)
    assert row.times == 2
    assert store.write(lambda tx: inbox.fetched(tx, row))
