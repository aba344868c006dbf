"""Pick lists: what must leave first, one sheet, no order on two lists, taken back whole."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.intake import pick
from station.intake.pick import NothingToPickError
from station.orders.states import State
from station.store import orders as master
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store

WHO = {"actor": "1001", "station": "1"}


def _issue(store: Store, most: int = 40) -> pick.PickList:
    return store.write(lambda tx: pick.issue(tx, most=most, **WHO))


def _states(store: Store, orders: list[str]) -> set[str]:
    with store.read() as tx:
        return {str(row.state) for row in (master.head(tx, one) for one in orders) if row is not None}


def test_what_must_leave_first_is_picked_first(store: Store) -> None:
    shop.build(store)
    late, soon = shop.put(
        store,
        shop.order("1", ship_by=shop.NOW + timedelta(days=2)),
        shop.order("2", ship_by=shop.NOW + timedelta(hours=2), qty=2),
    )
    made = _issue(store, most=1)
    assert [code for _place, code, _state in made.orders] == [_code(store, soon)]
    assert [(row.sku, row.qty, row.places) for row in made.goods] == [("WY-CW-120", 2, ((1, 2),))]
    assert _states(store, [soon]) == {State.PICKING}
    assert _states(store, [late]) == {State.ALLOCATED}


def _code(store: Store, order_id: str) -> str:
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    return str(row.short_code)


def test_goods_of_all_orders_stand_together_with_their_places(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order("1"), shop.order("2", qty=3), shop.order("3", code="KIT"))
    rows = {row.sku: row for row in _issue(store).goods}
    assert rows["WY-CW-120"].qty == 5
    assert len(rows["WY-CW-120"].places) == 3
    assert rows["SOCK"].qty == 2, "a bundle is picked as its parts"


def test_an_order_is_on_one_list_only(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order())
    _issue(store)
    with pytest.raises(NothingToPickError):
        _issue(store)


def test_held_or_short_orders_are_left_out(store: Store) -> None:
    shop.build(store)
    held, _short = shop.put(store, shop.order("1"), shop.order("2", qty=50))
    store.write(lambda tx: master.add_hold(tx, held, hold_id="h", reason="等客服", rule=None, by="2001"))
    with pytest.raises(NothingToPickError):
        _issue(store)


def test_a_list_is_taken_back_but_not_what_a_bench_has(store: Store) -> None:
    bench = Bench(store)
    opened, other = shop.put(store, shop.order("1"), shop.order("2"))
    made = _issue(store)
    bench.scan(_code(store, opened))
    assert store.write(lambda tx: pick.take_back(tx, made.pick_no, **WHO)) == 1
    assert _states(store, [opened]) == {State.PACKING}
    assert _states(store, [other]) == {State.ALLOCATED}
    with store.read() as tx:
        assert [code for _place, code, _state in pick.show(tx, made.pick_no).orders] == [_code(store, opened)]
    assert _issue(store).pick_no != made.pick_no


def test_a_sheet_holds_only_as_many_goods_as_it_has_rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.build(store)
    shop.put(store, shop.order("1"), shop.order("2", code="SOCK"))
    monkeypatch.setattr(pick, "ROWS", 1)
    assert len(_issue(store).orders) == 1
    assert len(_issue(store).orders) == 1


def test_an_unknown_list_is_said_so(store: Store) -> None:
    with store.read() as tx, pytest.raises(NothingToPickError):
        pick.show(tx, "PL000000000")
