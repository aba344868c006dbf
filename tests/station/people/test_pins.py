"""PINs: hard to guess, slowed, locked, unlocked by those who may; never readable anywhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.people import operators, pins
from station.people.permit import COMMAND, NotAllowedError, PinWantedError, SignInError, guarded
from station.people.pins import PinError
from station.people.roles import Role
from station.store import audit, people
from tests.station.people.staff import PIN, hire

if TYPE_CHECKING:
    from station.store.engine import Store


def _actions(store: Store) -> list[str]:
    with store.read() as tx:
        return [row.action for row in audit.links(tx, "1")]


def _still(store: Store) -> FixedClock:
    clock = FixedClock(store.clock.now())
    store.clock = clock
    return clock


def _wrong(store: Store, no: str) -> str:
    with pytest.raises(PinError) as told:
        pins.prove(store, no, "999998", station="1")
    return told.value.code


def test_the_first_supervisors_pin_closes_the_shop(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "5001", name="郑海", role=Role.SUPERVISOR))
    with store.read() as tx:
        assert not guarded(tx)
    pins.choose(store, "5001", PIN, actor=COMMAND, station="1")
    with store.read() as tx:
        assert guarded(tx)
        row = people.operator(tx, "5001")
    assert row is not None
    assert row.pin_hash.startswith("$argon2id$")
    assert PIN not in row.pin_hash
    with pytest.raises(SignInError):
        pins.choose(store, "5001", "803142", actor=COMMAND, station="1")


@pytest.mark.parametrize(
    "pin", ["", "12345", "123456", "987654", "111111", "1234567890123", "27o418", "２７０４１８", "500127"]
)
def test_an_easy_pin_is_refused(store: Store, pin: str) -> None:
    store.write(lambda tx: operators.add(tx, "5001", name="郑海", role=Role.SUPERVISOR))
    if pin == "500127":
        pin = "5001" + "27"
    with pytest.raises(PinError) as told:
        pins.choose(store, "5001", pin, actor=COMMAND, station="1")
    assert told.value.code == "PIN_WEAK"


def test_wrong_pins_are_slowed_then_locked_then_unlocked(store: Store) -> None:
    numbers, clock = hire(store), _still(store)
    lead, boss = numbers[Role.LEAD], numbers[Role.SUPERVISOR]
    assert [_wrong(store, lead) for _n in range(4)] == ["PIN_WRONG", "PIN_WRONG", "PIN_WRONG", "PIN_WAIT"]
    with pytest.raises(PinError, match="30"):
        pins.prove(store, lead, PIN, station="1")  # even the right one waits
    for _n in range(5):
        clock.move(timedelta(minutes=31))
        assert _wrong(store, lead) == "PIN_WRONG"
    clock.move(timedelta(days=1))
    with pytest.raises(PinError) as told:
        pins.prove(store, lead, PIN, station="1")
    assert told.value.code == "PIN_LOCKED"
    assert _actions(store).count("pin_wrong") == 8
    assert "pin_locked" in _actions(store)
    unlock = partial(pins.unlock, operator_no=lead, station="1")
    with pytest.raises(NotAllowedError):
        store.write(partial(unlock, actor=numbers[Role.PACKER]))
    with pytest.raises(PinWantedError):
        store.write(partial(unlock, actor=boss))
    pins.prove(store, boss, PIN, station="1")
    store.write(partial(unlock, actor=boss))
    pins.prove(store, lead, PIN, station="1")


def test_a_right_pin_forgives_earlier_wrong_ones(store: Store) -> None:
    lead = hire(store)[Role.LEAD]
    _wrong(store, lead)
    _wrong(store, lead)
    pins.prove(store, lead, PIN, station="1")
    assert _wrong(store, lead) == "PIN_WRONG"
    pins.prove(store, lead, PIN, station="1")


def test_a_clock_set_back_makes_nobody_wait_for_days(store: Store) -> None:
    lead, clock = hire(store)[Role.LEAD], _still(store)
    for _n in range(3):
        _wrong(store, lead)
    clock.move(timedelta(days=-3))
    pins.prove(store, lead, PIN, station="1")


def test_a_person_changes_their_own_pin_and_nobody_elses(store: Store) -> None:
    numbers = hire(store)
    lead, packer = numbers[Role.LEAD], numbers[Role.PACKER]
    pins.prove(store, lead, PIN, station="1")
    with pytest.raises(NotAllowedError):
        pins.choose(store, packer, "803142", actor=lead, station="1")
    pins.choose(store, lead, "803142", actor=lead, station="1")
    assert _wrong(store, lead) == "PIN_WRONG"
    pins.prove(store, lead, "803142", station="1")


def test_somebody_without_a_pin_or_number_is_told_the_way(store: Store) -> None:
    store.write(lambda tx: operators.add(tx, "2001", name="周琴", role=Role.LEAD))
    with pytest.raises(PinError) as told:
        pins.prove(store, "2001", PIN, station="1")
    assert told.value.code == "NO_PIN"
    with pytest.raises(operators.OperatorNumberError):
        pins.prove(store, "9999", PIN, station="1")


def test_leaving_ends_the_proof(store: Store) -> None:
    lead = hire(store)[Role.LEAD]
    pins.prove(store, lead, PIN, station="1")
    pins.forget(store, "1")
    assert store.proofs == {}
