"""From state to state: what lacks is told, a file moves an order on, made-to-order goods go their own way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.intake import moves
from station.intake.milestones import Milestone, set_milestone
from station.intake.moves import MoveError
from station.orders.canonical import ChannelStatus
from station.orders.flow import Profile
from station.orders.states import State
from station.people import operators
from station.people.permit import NotAllowedError
from station.people.roles import Role
from station.store import orders as master
from station.store import stock
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

WHO = {"actor": "2001", "station": "1"}
FIELDS = {State.ALLOCATED: {"confirmed_by": "李工"}, State.PICKING: {"job_no": "J-1", "line": "2"}}


def _made(store: Store) -> str:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: moves.set_profile(tx, order_id, Profile.MADE, **WHO))
    return order_id


def _state(store: Store, order_id: str) -> str:
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    return str(row.state)


def _move(store: Store, order_id: str, to: State, **fields: str) -> None:
    store.write(lambda tx: moves.move(tx, order_id, to, fields=fields, **WHO))


def _attach(store: Store, order_id: str, kind: str) -> State:
    content = b"%PDF-1.4 drawing"
    return store.write(lambda tx: moves.attach(tx, order_id, kind, content, name="图纸.pdf", **WHO))


def test_goods_made_to_order_give_back_their_stock_and_wait_for_a_drawing(store: Store) -> None:
    order_id = _made(store)
    assert _state(store, order_id) == State.RECEIVED
    with store.read() as tx:
        assert stock.live(tx, order_id) == []
        (waiting,) = moves.waiting(tx)
    assert waiting.to == State.REVIEWED
    assert len(waiting.missing) == 1
    with pytest.raises(MoveError):
        _move(store, order_id, State.REVIEWED)


def test_a_drawing_moves_the_order_on_by_itself(store: Store) -> None:
    order_id = _made(store)
    assert _attach(store, order_id, "drawing") == State.REVIEWED
    assert _attach(store, order_id, "drawing") == State.REVIEWED, "the next state asks for no drawing"


def test_every_state_asks_for_what_it_needs_until_the_quality_check(store: Store) -> None:
    order_id = _made(store)
    _attach(store, order_id, "drawing")
    for to in (State.ALLOCATED, State.PICKING):
        with pytest.raises(MoveError) as lacking:
            _move(store, order_id, to)
        assert lacking.value.code == "NOT_READY"
        _move(store, order_id, to, **FIELDS[to])
    _move(store, order_id, State.PACKING, inspector="张质检")
    with store.read() as tx:
        assert sum(one.qty for one in stock.live(tx, order_id)) == 1, "finished goods are locked for it"
    with pytest.raises(MoveError) as lacking:
        _move(store, order_id, State.SHIPPED)
    assert lacking.value.code == "NOT_READY"


def test_no_step_is_skipped(store: Store) -> None:
    order_id = _made(store)
    with pytest.raises(MoveError) as refused:
        _move(store, order_id, State.PICKING)
    assert refused.value.code == "NO_SUCH_STEP"


def test_a_hold_stops_a_file_and_a_person(store: Store) -> None:
    order_id = _made(store)
    store.write(lambda tx: master.add_hold(tx, order_id, hold_id="h", reason="等客服", rule=None, by="2001"))
    assert _attach(store, order_id, "drawing") == State.RECEIVED
    with pytest.raises(MoveError) as refused:
        _move(store, order_id, State.REVIEWED)
    assert refused.value.code == "ON_HOLD"


def test_an_unknown_field_or_file_changes_nothing(store: Store) -> None:
    order_id = _made(store)
    with pytest.raises(MoveError):
        _move(store, order_id, State.REVIEWED, colour="red")
    for kind, content in (("photo", b"x"), ("drawing", b""), ("drawing", bytes(moves.LARGEST + 1))):
        with pytest.raises(MoveError) as refused:
            store.write(
                partial(
                    moves.attach, order_id=order_id, kind=kind, content=content, name="x", actor="2001", station="1"
                )
            )
        assert refused.value.code == "BAD_ATTACHMENT"
    assert _state(store, order_id) == State.RECEIVED


def test_back_to_a_parcel_it_locks_its_stock_again(store: Store) -> None:
    order_id = _made(store)
    back = store.write(lambda tx: moves.set_profile(tx, order_id, Profile.SHOP, **WHO))
    assert back == State.ALLOCATED


def test_orders_that_wait_say_why(store: Store) -> None:
    shop.build(store)
    shop.put(store, shop.order("1", status=ChannelStatus.UNPAID), shop.order("2", code="STRANGE"), shop.order("3"))
    with store.read() as tx:
        found = {one.short_code: one for one in moves.waiting(tx)}
    assert len(found) == 2
    assert [len(one.missing) for one in found.values()] == [1, 1]


def test_flags_are_independent_and_never_states(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    before = _state(store, order_id)
    store.write(lambda tx: operators.add(tx, "3001", name="赵会计", role=Role.FINANCE))
    for flag, who in zip(Milestone, ("2001", "1001", "3001"), strict=True):
        told = partial(set_milestone, order_id=order_id, flag=flag, reached=True, actor=who, station="1")
        store.write(told)
    with pytest.raises(NotAllowedError):
        store.write(lambda tx: set_milestone(tx, order_id, Milestone.INVOICED, reached=False, **WHO))
    store.write(lambda tx: set_milestone(tx, order_id, Milestone.APPROVED, reached=False, **WHO))
    with store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    assert row.approved_at is None
    assert row.invoiced_at is not None
    assert row.picklist_at is not None
    assert row.state == before


def test_each_state_has_owners_and_others_are_told_who_they_are(store: Store) -> None:
    order_id = _made(store)
    store.write(lambda tx: operators.add(tx, "3001", name="李会计", role=Role.FINANCE))
    store.write(lambda tx: operators.add(tx, "3002", name="赵客服", role=Role.SERVICE))
    _attach(store, order_id, "drawing")
    told = {"confirmed_by": "李工"}
    with pytest.raises(NotAllowedError) as refused:
        store.write(
            lambda tx: moves.move(tx, order_id, State.ALLOCATED, fields=told, actor="3001", station="1"),
        )
    assert "3001" in refused.value.happened
    assert _state(store, order_id) == State.REVIEWED
    store.write(lambda tx: moves.move(tx, order_id, State.ALLOCATED, fields=told, actor="3002", station="1"))
    assert _state(store, order_id) == State.ALLOCATED


def test_a_file_of_somebody_else_is_kept_and_waits_for_the_owner(store: Store) -> None:
    order_id = _made(store)
    store.write(lambda tx: operators.add(tx, "3001", name="李会计", role=Role.FINANCE))
    content = b"%PDF-1.4 drawing"
    told = store.write(
        lambda tx: moves.attach(tx, order_id, "drawing", content, name="图纸.pdf", actor="3001", station="1")
    )
    assert told == State.RECEIVED
    with store.read() as tx:
        (waiting,) = moves.waiting(tx)
    assert waiting.missing == ()
