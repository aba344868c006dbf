"""Asks the table: may this person do that, here and now? Every use case that changes something calls ``require``.

A shop is *open* until its first supervisor chose a PIN: there is nobody to ask, and commands act under a stand-in name.
From then on it is *guarded*, for good: whoever acts is a known person of the right role, who typed their PIN at this
station in the last ten minutes where the table says so (``station/people/pins.py``), and a second person did too where
two must agree. A clock set back ends every such proof.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.people import operators
from station.people.audit import record
from station.people.roles import TABLE, Action, Role
from station.store import choices
from station.text import _

if TYPE_CHECKING:
    from station.people.operators import Operator
    from station.store.engine import Tx

COMMAND, DESK = "command", "desk"
_STAND_INS = frozenset({"", COMMAND, DESK})
_PROOF_LASTS = timedelta(minutes=10)
_GUARDED = "guarded"


class NotAllowedError(UserError):
    """The table says no."""

    code = "NOT_ALLOWED"


class SignInError(UserError):
    """Nobody said who they are."""

    code = "WHO_ACTS"


class PinWantedError(UserError):
    """The badge is not enough: the PIN must be typed.

    Attributes:
        operator_no: whose PIN.
        station: where it must be typed.
    """

    code = "PIN_WANTED"

    def __init__(self, operator_no: str, station: str) -> None:
        super().__init__(_("This needs the PIN of {no}").format(no=operator_no), _("type the PIN"))
        self.operator_no = operator_no
        self.station = station


class SecondPersonError(UserError):
    """A second person must agree."""

    code = "SECOND_PERSON"


def guarded(tx: Tx) -> bool:
    """Tell whether this shop has a supervisor with a PIN, or ever had."""
    return choices.get(tx, _GUARDED) == "1"


def guard(tx: Tx) -> None:
    """Close the shop: from now on the table is enforced for everybody."""
    choices.put(tx, _GUARDED, "1")


def may(tx: Tx, operator_no: str, action: Action) -> bool:
    """Tell whether the person's role may do it, PIN and second person left aside (to show or hide a button)."""
    person = operators.by_no(tx, operator_no)
    if person is None:
        return operator_no in _STAND_INS and not guarded(tx)
    return person.role in TABLE[action].roles


def require(tx: Tx, operator_no: str, action: Action, *, station: str, second: str = "") -> None:
    """Go on only when the person may do it now.

    Raises:
        SignInError: nobody known acts.
        NotAllowedError: not for this role.
        PinWantedError: the PIN was not typed here lately.
        SecondPersonError: a second person must agree.
    """
    person = operators.by_no(tx, operator_no)
    if person is None:
        _stand_in(tx, operator_no)
        return
    rule = TABLE[action]
    if person.role not in rule.roles:
        raise NotAllowedError(
            _("{no} may not do this").format(no=person.operator_no),
            _("ask one of: {roles}").format(roles=names_of(rule.roles)),
        )
    if rule.pin:
        _proven(tx, person, station)
    if rule.second and guarded(tx):
        _agreed(tx, second, person=person, roles=rule.second, station=station)


def act(
    tx: Tx,
    operator_no: str,
    action: Action,
    *,
    station: str,
    second: str = "",
    subject: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Go on only when the person may, and write it into the audit trail: for acts without an entry of their own.

    Raises:
        station.errors.UserError: as ``require``.
    """
    require(tx, operator_no, action, station=station, second=second)
    agreed = {"second": second} if second else {}
    record(tx, station, actor=operator_no, action=action, subject=subject, detail={**(detail or {}), **agreed})


def names_of(roles: frozenset[Role]) -> str:
    """Return the names of roles as people say them."""
    return ", ".join(role_name(role) for role in Role if role in roles)


def role_name(role: Role) -> str:
    """Return the name of a role."""
    return {
        Role.PACKER: _("packer"),
        Role.LEAD: _("lead"),
        Role.SERVICE: _("customer service"),
        Role.FINANCE: _("finance"),
        Role.SUPERVISOR: _("supervisor"),
        Role.IT: _("IT"),
    }[role]


def _stand_in(tx: Tx, operator_no: str) -> None:
    if operator_no in _STAND_INS and not guarded(tx):
        return
    raise SignInError(
        _("This needs a person who is known here"), _("scan your badge, or name yourself with --operator and your PIN")
    )


def _proven(tx: Tx, person: Operator, station: str) -> None:
    if not person.has_pin:
        if guarded(tx):
            raise NotAllowedError(
                _("{no} has no PIN yet, and this needs one").format(no=person.operator_no),
                _("a supervisor gives one: operator pin {no}").format(no=person.operator_no),
                code="NO_PIN",
            )
        return
    place = (station, person.operator_no)
    proven_at = tx.proofs.get(place)
    if proven_at is None or not timedelta() <= tx.now - proven_at <= _PROOF_LASTS:
        tx.proofs.pop(place, None)
        raise PinWantedError(person.operator_no, station)
    tx.proofs[place] = tx.now


def _agreed(tx: Tx, second: str, *, person: Operator, roles: frozenset[Role], station: str) -> None:
    other = operators.by_no(tx, second) if second else None
    if other is None or other.operator_no == person.operator_no or other.role not in roles:
        raise SecondPersonError(
            _("A second person must agree to this"),
            _("name one with --second, one of: {roles}").format(roles=names_of(roles)),
        )
    _proven(tx, other, station)
