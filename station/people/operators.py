"""The people at the benches: number (on the badge), name, role. Packing asks who scanned; the desk adds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people.codes import badge_code
from station.people.roles import Role
from station.store import people
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


class OperatorNumberError(UserError):
    """The number cannot stand on a badge."""

    code = "OPERATOR_NUMBER"


@dataclass(frozen=True, slots=True)
class Operator:
    """One person who may scan."""

    operator_no: str
    name: str
    role: Role


def add(tx: Tx, operator_no: str, *, name: str, role: Role) -> Operator:
    """Add an operator, or change the one with this number.

    Raises:
        OperatorNumberError: the number is not 1 to 16 letters and digits.
    """
    number = operator_no.strip().upper()
    try:
        badge_code(number)
    except ValueError as exc:
        raise OperatorNumberError(
            _("“{number}” cannot be an operator number").format(number=number[:20]),
            _("use 1 to 16 letters and digits"),
        ) from exc
    people.put_operator(tx, number, name=name.strip(), role=role)
    return Operator(number, name.strip(), role)


def by_no(tx: Tx, operator_no: str) -> Operator | None:
    """Return the operator with this number, ``None`` when there is none or they left."""
    row = people.operator(tx, operator_no.strip().upper())
    return None if row is None else Operator(row.operator_no, row.name, Role(row.role))


def known(tx: Tx, operator_no: str) -> Operator:
    """Return the operator with this number.

    Raises:
        UserError: nobody has it.
    """
    found = by_no(tx, operator_no)
    if found is None:
        raise UserError(
            _("Nobody has this badge: ask the lead"), _("check the number, then try again"), code="UNKNOWN_OPERATOR"
        )
    return found


def all(tx: Tx) -> tuple[Operator, ...]:
    """Return every operator by number."""
    rows = people.operators_active(tx)
    return tuple(Operator(row.operator_no, row.name, Role(row.role)) for row in rows)
