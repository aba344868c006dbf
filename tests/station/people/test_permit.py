"""The table is asked by everybody: role, PIN, second person; open until the first supervisor has a PIN."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.people import operators, permit, pins
from station.people.permit import NotAllowedError, PinWantedError, SecondPersonError, SignInError, may, require
from station.people.roles import TABLE, Action, Role
from tests.station.people.staff import PIN, hire

if TYPE_CHECKING:
    from station.store.engine import Store


def _ask(store: Store, operator_no: str, action: Action, second: str = "") -> None:
    store.write(partial(require, operator_no=operator_no, action=action, station="1", second=second))


def test_every_action_has_its_line_and_somebody_who_may() -> None:
    assert set(TABLE) == set(Action)
    assert all(line.roles for line in TABLE.values())


def test_an_open_shop_lets_commands_act_and_unknown_people_not(store: Store) -> None:
    _ask(store, permit.COMMAND, Action.RULES)
    with pytest.raises(SignInError):
        _ask(store, "9999", Action.RULES)


def test_an_open_shop_still_holds_a_known_person_to_their_role(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "1001", name="王芳", role=Role.PACKER))
    with pytest.raises(NotAllowedError):
        _ask(store, "1001", Action.REPRINT)


def test_a_guarded_shop_lets_no_stand_in_act(store: Store) -> None:
    hire(store)
    with pytest.raises(SignInError):
        _ask(store, permit.COMMAND, Action.IMPORT)


@pytest.mark.parametrize("action", Action)
def test_each_role_may_exactly_what_the_table_says(store: Store, action: Action) -> None:
    numbers = hire(store)
    for role, number in numbers.items():
        store.proofs[("1", number)] = store.clock.now()
        second = next((numbers[one] for one in TABLE[action].second if one is not role), "")
        store.proofs[("1", second)] = store.clock.now()
        if role in TABLE[action].roles:
            _ask(store, number, action, second)
        else:
            with pytest.raises(NotAllowedError):
                _ask(store, number, action, second)
        with store.read() as tx:
            assert may(tx, number, action) is (role in TABLE[action].roles)


def test_a_badge_alone_packs_but_does_not_reprint(store: Store) -> None:
    lead = hire(store)[Role.LEAD]
    _ask(store, lead, Action.PACK)
    with pytest.raises(PinWantedError):
        _ask(store, lead, Action.REPRINT)
    pins.prove(store, lead, PIN, station="1")
    _ask(store, lead, Action.REPRINT)


def test_a_proof_is_for_one_station_and_ten_minutes(store: Store) -> None:
    lead = hire(store)[Role.LEAD]
    clock = FixedClock(store.clock.now())
    store.clock = clock
    pins.prove(store, lead, PIN, station="1")
    with pytest.raises(PinWantedError):
        store.write(partial(require, operator_no=lead, action=Action.REPRINT, station="2"))
    clock.move(timedelta(minutes=9))
    _ask(store, lead, Action.REPRINT)
    clock.move(timedelta(minutes=11))
    with pytest.raises(PinWantedError):
        _ask(store, lead, Action.REPRINT)


def test_a_clock_set_back_ends_a_proof(store: Store) -> None:
    lead = hire(store)[Role.LEAD]
    clock = FixedClock(store.clock.now())
    store.clock = clock
    pins.prove(store, lead, PIN, station="1")
    clock.move(timedelta(hours=-1))
    with pytest.raises(PinWantedError):
        _ask(store, lead, Action.REPRINT)


def test_two_must_agree_where_the_table_says_so(store: Store) -> None:
    numbers = hire(store)
    boss, finance = numbers[Role.SUPERVISOR], numbers[Role.FINANCE]
    pins.prove(store, boss, PIN, station="1")
    for second in ("", boss, numbers[Role.PACKER]):
        with pytest.raises(SecondPersonError):
            _ask(store, boss, Action.EXPORT_PLAIN, second)
    with pytest.raises(PinWantedError):
        _ask(store, boss, Action.EXPORT_PLAIN, finance)
    pins.prove(store, finance, PIN, station="1")
    _ask(store, boss, Action.EXPORT_PLAIN, finance)
