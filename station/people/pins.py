"""PINs: argon2 hashes, peppered with the store's key so that a stolen file alone is not worth guessing at.

A try is counted before it is looked at, so guessing in parallel gains nothing. After three wrong ones each further try
waits longer; after eight the PIN is locked until a supervisor or IT unlocks it. Hashing takes about 50 ms and happens
outside the transaction: scans at other windows do not wait. Asked for by the desk, bench and command line before
``permit.require``; a PIN never stands in a command line, log or audit entry.
"""

from __future__ import annotations

import itertools
import math
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people import operators
from station.people.audit import record
from station.people.permit import guard, guarded, require
from station.people.roles import Action, Role
from station.store import people
from station.text import _, ngettext

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from station.store.engine import Store, Tx

SHORTEST, LONGEST = 6, 12
_FREE_TRIES = 3
_MOST_TRIES = 8
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=30)


class PinError(UserError):
    """The PIN is wrong, cannot be used, or must wait."""

    code = "PIN"


def prove(store: Store, operator_no: str, pin: str, *, station: str) -> None:
    """Remember for ten minutes that this person typed their PIN at this station.

    Raises:
        PinError: wrong, too early after wrong ones, or locked.
        station.people.operators.OperatorNumberError: nobody has this number.
    """
    number = operator_no.strip().upper()
    hashed = store.write(partial(_try, operator_no=number, station=station))
    right = _matches(hashed, store.vault.digest("pin", pin))
    if not store.write(partial(_settle, operator_no=number, station=station, right=right)):
        raise PinError(
            _("The PIN is wrong"),
            _("try again; after {n} wrong tries it is locked").format(n=_MOST_TRIES),
            code="PIN_WRONG",
        )
    store.proofs[(station, number)] = store.clock.now()


def forget(store: Store, station: str) -> None:
    """End every proof at this station: the person left."""
    for place in [place for place in store.proofs if place[0] == station]:
        store.proofs.pop(place, None)


def choose(store: Store, operator_no: str, pin: str, *, actor: str, station: str) -> None:
    """Give a person a PIN. One's own needs the old one; somebody else's needs the right to change operators.

    Raises:
        PinError: too easy to guess.
        station.errors.UserError: not allowed.
    """
    with store.read() as tx:
        person = operators.known(tx, operator_no)
    number = person.operator_no
    if not _hard(pin, number):
        raise PinError(
            _("This PIN is too easy to guess"),
            _("use {least} to {most} digits, no row like 123456, not your number").format(least=SHORTEST, most=LONGEST),
            code="PIN_WEAK",
        )
    hashed = _hasher().hash(store.vault.digest("pin", pin))
    store.write(partial(_keep, operator_no=number, hashed=hashed, actor=actor, station=station))
    store.proofs.pop((station, number), None)


def unlock(tx: Tx, operator_no: str, *, actor: str, station: str) -> None:
    """Let a locked person try again.

    Raises:
        station.errors.UserError: not allowed, or nobody has this number.
    """
    require(tx, actor, Action.OPERATORS, station=station)
    person = operators.known(tx, operator_no)
    people.set_operator(tx, person.operator_no, pin_tries=0, pin_wait_until=None, pin_locked_at=None)
    record(tx, station, actor=actor, action="pin_unlock", subject=person.operator_no)


def _try(tx: Tx, operator_no: str, station: str) -> str:
    operators.known(tx, operator_no)
    row = people.operator(tx, operator_no, for_update=True)
    if row is None or row.pin_hash is None:
        raise PinError(
            _("{no} has no PIN yet, and this needs one").format(no=operator_no),
            _("a supervisor gives one: operator pin {no}").format(no=operator_no),
            code="NO_PIN",
        )
    if row.pin_locked_at is not None:
        raise _locked(operator_no)
    wait = row.pin_wait_until - tx.now if row.pin_wait_until is not None else timedelta()
    if timedelta() < wait <= _LONGEST_WAIT:  # longer: the clock was set back, and nobody waits for days
        seconds = math.ceil(wait.total_seconds())
        raise PinError(
            _("Too many wrong PINs for {no}").format(no=operator_no),
            ngettext("wait {n} second, then try again", "wait {n} seconds, then try again", seconds).format(n=seconds),
            code="PIN_WAIT",
        )
    tries = row.pin_tries + 1
    until = tx.now + _FIRST_WAIT * 2 ** (tries - _FREE_TRIES) if tries >= _FREE_TRIES else None
    people.set_operator(tx, operator_no, pin_tries=tries, pin_wait_until=until)
    return str(row.pin_hash)


def _settle(tx: Tx, operator_no: str, station: str, *, right: bool) -> bool:
    row = people.operator(tx, operator_no, for_update=True)
    tries = _MOST_TRIES if row is None else row.pin_tries
    if right and (row is None or row.pin_locked_at is None):
        people.set_operator(tx, operator_no, pin_tries=0, pin_wait_until=None)
        record(tx, station, actor=operator_no, action="pin_right")
        return True
    record(tx, station, actor=operator_no, action="pin_wrong", detail={"tries": tries})
    if tries >= _MOST_TRIES:
        people.set_operator(tx, operator_no, pin_locked_at=tx.now)
        record(tx, station, actor=operator_no, action="pin_locked")
    return False


def _keep(tx: Tx, operator_no: str, hashed: str, *, actor: str, station: str) -> None:
    person = operators.known(tx, operator_no)
    own = actor.strip().upper() == person.operator_no and (station, person.operator_no) in tx.proofs
    if not own:
        require(tx, actor, Action.OPERATORS, station=station)
    people.set_operator(tx, operator_no, pin_hash=hashed, pin_tries=0, pin_wait_until=None, pin_locked_at=None)
    record(tx, station, actor=actor, action="pin_set", subject=operator_no)
    if person.role is Role.SUPERVISOR and not guarded(tx):
        guard(tx)
        record(tx, station, actor=actor, action="guarded", subject=operator_no)


def _matches(hashed: str, secret: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, secret)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


def _hard(pin: str, operator_no: str) -> bool:
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        return False
    steps = {(int(after) - int(before)) % 10 for before, after in itertools.pairwise(pin)}
    return len(steps) > 1 and operator_no not in (pin, pin[: len(operator_no)])


def _locked(operator_no: str) -> PinError:
    return PinError(
        _("The PIN of {no} is locked after too many wrong tries").format(no=operator_no),
        _("a supervisor unlocks it: operator unlock {no}").format(no=operator_no),
        code="PIN_LOCKED",
    )
