"""The deposit factor: chosen by people, proposed from what became of deposits, never changed by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from station.orders.canonical import ChannelStatus
from station.people import pins
from station.people.permit import NotAllowedError
from station.people.roles import Role
from station.stock import factor
from station.stock.show import UnknownSkuError, show
from station.store import audit, safety
from station.store.schema.catalogue import skus
from tests import shop
from tests.station.people.staff import NUMBERS, PIN, cheap, hire

if TYPE_CHECKING:
    from station.store.engine import Store

SKU = "WY-FB-120"
WHO = {"actor": "", "station": "1"}


def _deposits(store: Store, *, ended: int, paid_each: int = 3) -> None:
    shop.build(store, on_hand=100)
    for number in range(ended):
        first = shop.order(f"D{number}", qty=2, code=SKU, status=ChannelStatus.DEPOSIT)
        after = ChannelStatus.CANCELLED if number % paid_each else ChannelStatus.PAID
        shop.put(store, first)
        shop.put(store, replace(first, status=after, updated_at=first.updated_at + timedelta(minutes=1)))
    shop.put(store, shop.order("live", qty=10, code=SKU, status=ChannelStatus.DEPOSIT))


def test_what_deposits_became_proposes_a_careful_factor_and_changes_nothing(store: Store) -> None:
    _deposits(store, ended=36)
    with store.read() as tx:
        one = factor.factor_of(tx, SKU)
    assert (one.deposits, one.pieces, one.paid, one.proposed) == (36, 72, 24, 471)
    assert (one.stock.factor_permille, one.stock.sellable, one.stock.worst_case) == (300, 73, 66)


def test_few_deposits_propose_nothing(store: Store) -> None:
    _deposits(store, ended=4)
    with store.read() as tx:
        assert factor.factor_of(tx, SKU).proposed is None
    with pytest.raises(factor.FactorError):
        store.write(lambda tx: factor.accept(tx, SKU, 300, **WHO))


def test_only_the_figure_that_was_seen_is_accepted(store: Store) -> None:
    _deposits(store, ended=36)
    with pytest.raises(factor.FactorError):
        store.write(lambda tx: factor.accept(tx, SKU, 470, **WHO))
    after = store.write(lambda tx: factor.accept(tx, SKU, 471, **WHO))
    assert (after.stock.factor_permille, after.stock.sellable) == (471, 76 - 5)
    with store.read() as tx:
        last = list(audit.links(tx, "1"))[-1]
    assert (last.action, last.subject, last.detail) == ("rules", SKU, {"before": 300, "after": 471})


@pytest.mark.parametrize(("deposits", "share", "proposed"), [(30, 0.0, 83), (30, 1.0, 1000), (10_000, 0.3, 308)])
def test_many_deposits_propose_what_they_did(deposits: int, share: float, proposed: int) -> None:
    assert factor.careful(deposits, share) == proposed


def test_a_campaign_counts_while_it_runs_and_the_highest_of_two(store: Store) -> None:
    _deposits(store, ended=0)
    now = store.clock.now()
    day = timedelta(days=1)
    for name, permille, since, until in (
        ("1111", 500, now - day, now + day),
        ("LIVE", 900, now - day, now + day),
        ("1212", 1000, now + day, now + 2 * day),
    ):
        one = store.write(
            lambda tx, n=name, p=permille, s=since, u=until: factor.set_campaign(  # type: ignore[misc]
                tx, SKU, n, permille=p, since=s, until=u, **WHO
            )
        )
    assert (one.source, one.stock.factor_permille, one.stock.sellable) == ("LIVE", 900, 91)
    one = store.write(lambda tx: factor.end_campaign(tx, SKU, "LIVE", **WHO))
    assert (one.source, one.stock.factor_permille) == ("1111", 500)


def test_what_cannot_be_changes_nothing(store: Store) -> None:
    _deposits(store, ended=0)
    now = store.clock.now()
    for permille in (-1, 1001):
        with pytest.raises(factor.FactorError):
            store.write(lambda tx, p=permille: factor.set_factor(tx, SKU, p, **WHO))  # type: ignore[misc]
    with pytest.raises(UnknownSkuError):
        store.write(lambda tx: factor.set_factor(tx, "NOPE", 300, **WHO))
    with pytest.raises(factor.FactorError):
        store.write(lambda tx: factor.end_campaign(tx, SKU, "NONE", **WHO))
    for name, since, until in (("", now, now + timedelta(1)), ("x", now, now), ("x", now - timedelta(2), now)):
        with pytest.raises(factor.FactorError):
            store.write(
                lambda tx, n=name, s=since, u=until: factor.set_campaign(  # type: ignore[misc]
                    tx, SKU, n, permille=1, since=s, until=u, **WHO
                )
            )
    with store.read() as tx:
        assert show(tx, SKU).factor_permille == 300


def test_a_higher_factor_can_cross_the_safety_stock(store: Store) -> None:
    _deposits(store, ended=0)
    store.write(lambda tx: tx.execute(update(skus).where(skus.c.code == SKU).values(safety=95)))
    store.write(lambda tx: factor.set_factor(tx, SKU, 1000, **WHO))
    with store.read() as tx:
        assert [row.sellable for row in safety.untold(tx)] == [90]


def test_only_a_supervisor_chooses(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _deposits(store, ended=0)
    hire(store)
    monkeypatch.setattr(pins, "_hasher", cheap)
    pins.prove(store, NUMBERS[Role.SUPERVISOR], PIN, station="1")
    with pytest.raises(NotAllowedError):
        store.write(lambda tx: factor.set_factor(tx, SKU, 400, actor=NUMBERS[Role.LEAD], station="1"))
    store.write(lambda tx: factor.set_factor(tx, SKU, 400, actor=NUMBERS[Role.SUPERVISOR], station="1"))
