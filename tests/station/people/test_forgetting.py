"""Ninety days after the end nothing personal is left of an order; its figures and the trail are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from station.clock import FixedClock
from station.people import forgetting, pins
from station.people.audit import verify
from station.people.permit import NotAllowedError, SecondPersonError
from station.people.roles import Role
from station.settings import Settings
from station.store import orders as master
from station.store import photos, slips
from station.store.engine import open_store
from station.store.schema.base import metadata
from station.store.schema.orders import orders
from tests import shop
from tests.station.people.staff import PIN, hire

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store


def _two(store: Store, home: Path) -> tuple[str, str, FixedClock, str]:
    clock = FixedClock(shop.NOW)
    store.clock = clock
    shop.build(store)
    ended, open_ = shop.put(
        store,
        shop.order(buyer_note="放门口王五收", seller_note="老客户王五"),
        shop.order("6900000000000000002", recipient=replace(shop.order().recipient, name="测试乙")),  # type: ignore[type-var]
    )
    name = photos.keep(home / "photos", store.vault, b"slip of somebody")
    store.write(lambda tx: slips.put_draft(tx, name, {"customer": "王五"}, station="1"))
    store.write(lambda tx: slips.settle(tx, name, slips.CONFIRMED, order_id=ended))
    store.write(lambda tx: master.set_order(tx, ended, state="delivered", state_at=tx.now, delivered_at=tx.now))
    return ended, open_, clock, name


def _people(store: Store, order_id: str) -> dict[str, str]:
    with store.read() as tx:
        return master.recipient(tx, order_id)


def test_people_are_forgotten_in_time_and_figures_stay(store: Store, home: Path) -> None:
    ended, open_, clock, name = _two(store, home)
    clock.move(timedelta(days=89))
    assert forgetting.forget_due(store, station="1") == 0
    assert _people(store, ended)["name"] == "测试甲"
    clock.move(timedelta(days=2))
    assert forgetting.forget_due(store, station="1") == 1
    assert forgetting.forget_due(store, station="1") == 0
    assert _people(store, ended) == {}
    assert _people(store, open_)["name"] == "测试乙"
    assert photos.load(home / "photos", store.vault, name) is None
    with store.read() as tx:
        row = master.head(tx, ended)
        assert row is not None
        assert (row.buyer_note, row.seller_note, row.sealed, row.name_mask) == ("", "", None, None)
        assert (row.province, [line.qty for line in master.lines(tx, ended)]) == ("浙江省", [1])
        assert slips.open_draft(tx, name) is None
        assert verify(tx, "1") is None
        left = [str(tuple(row)) for table in metadata.sorted_tables for row in tx.execute(table.select())]
    assert not [line for line in left if "王五" in line or "测试甲" in line]


def test_the_time_can_be_chosen(store: Store, home: Path) -> None:
    ended, _open, clock, _name = _two(store, home)
    store.write(lambda tx: forgetting.set_days(tx, 10, actor="", station="1"))
    clock.move(timedelta(days=11))
    forgetting.forget_due(store, station="1")
    assert _people(store, ended) == {}


def test_one_order_before_its_time_takes_two_people(store: Store, home: Path) -> None:
    _ended, open_, _clock, _name = _two(store, home)
    numbers = hire(store)
    boss, service = numbers[Role.SUPERVISOR], numbers[Role.SERVICE]
    with pytest.raises(NotAllowedError):
        forgetting.forget_one(store, open_, actor=service, second=boss, station="1")
    pins.prove(store, boss, PIN, station="1")
    with pytest.raises(SecondPersonError):
        forgetting.forget_one(store, open_, actor=boss, second="", station="1")
    pins.prove(store, service, PIN, station="1")
    forgetting.forget_one(store, open_, actor=boss, second=service, station="1")
    assert _people(store, open_) == {}
    with store.read() as tx:
        assert tx.execute(orders.select()).first() is not None


def test_nothing_of_who_was_forgotten_stays_in_the_file(sqlite_url: str, home: Path) -> None:
    """Not even sealed: freed pages are overwritten, and closing folds the journal in."""
    settings, file = Settings(home, sqlite_url, "1"), home / "packbench.db"
    store = open_store(settings)
    ended, _open, clock, _name = _two(store, home)
    with store.read() as tx:
        (sealed,) = tx.execute(select(orders.c.sealed).where(orders.c.order_id == ended)).scalars()
    store.close()
    assert sealed in file.read_bytes()
    clock.move(timedelta(days=91))
    again = open_store(settings, clock=clock)
    assert forgetting.forget_due(again, station="1") == 1
    again.close()
    assert sealed not in file.read_bytes()
