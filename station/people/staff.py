"""Changing who works here: hire, give a new badge, let go. Only who may, always in the audit trail.

Nobody makes themselves more than they are: a supervisor is made by a supervisor. The command ``operator`` and the
set-up page call this; ``operators.py`` has the plain reading and writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.people import operators
from station.people.permit import NotAllowedError, act, guarded
from station.people.roles import Action, Role
from station.text import _

if TYPE_CHECKING:
    from station.people.operators import Operator
    from station.store.engine import Tx


def hire(tx: Tx, operator_no: str, *, name: str, role: Role, actor: str, station: str) -> Operator:
    """Add a person, or change name and role of the one with this number.

    Raises:
        station.errors.UserError: not allowed, or the number cannot stand on a badge.
    """
    _touchable(tx, operator_no, role, actor=actor)
    act(tx, actor, Action.OPERATORS, station=station, subject=operator_no, detail={"role": role})
    return operators.add(tx, operator_no, name=name, role=role)


def lost_badge(tx: Tx, operator_no: str, *, actor: str, station: str) -> Operator:
    """Give a new badge; the lost one opens nothing any more.

    Raises:
        station.errors.UserError: not allowed, or nobody has this number.
    """
    act(tx, actor, Action.OPERATORS, station=station, subject=operator_no, detail={"badge": "new"})
    return operators.new_badge(tx, operator_no)


def let_go(tx: Tx, operator_no: str, *, actor: str, station: str) -> None:
    """Let nobody in by this number any more.

    Raises:
        station.errors.UserError: not allowed, nobody has this number, or it is the last supervisor with a PIN.
    """
    _touchable(tx, operator_no, Role.PACKER, actor=actor)
    act(tx, actor, Action.OPERATORS, station=station, subject=operator_no, detail={"left": True})
    operators.leave(tx, operator_no)


def _touchable(tx: Tx, operator_no: str, role: Role, *, actor: str) -> None:
    """Supervisors are made and unmade by supervisors only."""
    before = operators.by_no(tx, operator_no)
    acting = operators.by_no(tx, actor)
    supervises = Role.SUPERVISOR in (role, before.role if before is not None else None)
    if supervises and guarded(tx) and (acting is None or acting.role is not Role.SUPERVISOR):
        raise NotAllowedError(_("Only a supervisor makes or changes a supervisor"), _("ask a supervisor"))
