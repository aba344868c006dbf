"""The people at the benches: number, badge, name, role. Packing asks who scanned; supervisors and IT change them.

The badge carries the number at first. A lost badge gets a new code (number and four random characters) and the old one
opens nothing any more. The last supervisor with a PIN cannot be taken away: nobody could let anybody in again.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.people.codes import badge_code
from station.people.roles import Role
from station.store import people
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx
    from station.store.rows import Row

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
_LONGEST = 12  # leaves room for the four characters of a second badge


class OperatorNumberError(UserError):
    """The number cannot stand on a badge, or nobody has it."""

    code = "OPERATOR_NUMBER"


class LastSupervisorError(UserError):
    """Nobody could let anybody in again."""

    code = "LAST_SUPERVISOR"


@dataclass(frozen=True, slots=True)
class Operator:
    """One person who may scan."""

    operator_no: str
    name: str
    role: Role
    badge: str = ""
    has_pin: bool = False
    locked: bool = False

    @property
    def badge_code(self) -> str:
        """The barcode on the badge."""
        return badge_code(self.badge or self.operator_no)


def add(tx: Tx, operator_no: str, *, name: str, role: Role) -> Operator:
    """Add an operator, or change the one with this number.

    Raises:
        OperatorNumberError: the number is not 1 to 12 letters and digits.
        LastSupervisorError: the last supervisor would be one no longer.
    """
    number = operator_no.strip().upper()
    try:
        badge_code(number)
    except ValueError as exc:
        raise _bad_number(number) from exc
    if len(number) > _LONGEST:
        raise _bad_number(number)
    if role is not Role.SUPERVISOR:
        _spare(tx, number)
    people.put_operator(tx, number, name=name.strip()[:40], role=role)
    return known(tx, number)


def by_no(tx: Tx, operator_no: str) -> Operator | None:
    """Return the operator with this number, ``None`` when there is none or they left."""
    row = people.operator(tx, operator_no.strip().upper())
    return None if row is None else _operator(row)


def by_badge(tx: Tx, badge: str) -> Operator | None:
    """Return whose badge it is, ``None`` when it is nobody's or was reported lost."""
    row = people.operator_by_badge(tx, badge.strip().upper())
    return None if row is None else _operator(row)


def known(tx: Tx, operator_no: str) -> Operator:
    """Return the operator with this number.

    Raises:
        OperatorNumberError: there is none.
    """
    found = by_no(tx, operator_no)
    if found is None:
        raise OperatorNumberError(
            _("Nobody has the number {number}").format(number=operator_no[:20]),
            _("see who is known with: operator list"),
            code="UNKNOWN_OPERATOR",
        )
    return found


def all(tx: Tx) -> tuple[Operator, ...]:
    """Return every operator by number."""
    return tuple(_operator(row) for row in people.operators_active(tx))


def new_badge(tx: Tx, operator_no: str) -> Operator:
    """Give a new badge; the old one is nobody's from now on."""
    person = known(tx, operator_no)
    people.set_operator(
        tx, person.operator_no, badge=person.operator_no + "".join(secrets.choice(_LETTERS) for _n in range(4))
    )
    return known(tx, operator_no)


def leave(tx: Tx, operator_no: str) -> None:
    """Let nobody in by this number any more; what they did stays theirs.

    Raises:
        LastSupervisorError: it is the last supervisor with a PIN.
    """
    person = known(tx, operator_no)
    _spare(tx, person.operator_no)
    people.set_operator(tx, person.operator_no, active=0, pin_hash=None)


def _spare(tx: Tx, operator_no: str) -> None:
    """Refuse to lose the last supervisor who can prove it."""
    able = [row.operator_no for row in people.operators_active(tx) if row.role == Role.SUPERVISOR and row.pin_hash]
    if able == [operator_no]:
        raise LastSupervisorError(
            _("{number} is the last supervisor with a PIN").format(number=operator_no),
            _("make another supervisor and their PIN first"),
        )


def _operator(row: Row[Any]) -> Operator:
    locked = row.pin_locked_at is not None
    return Operator(row.operator_no, row.name, Role(row.role), row.badge, row.pin_hash is not None, locked)


def _bad_number(number: str) -> OperatorNumberError:
    return OperatorNumberError(
        _("“{number}” cannot be an operator number").format(number=number[:20]),
        _("use 1 to 12 letters and digits"),
    )
