"""The first supervisor: made once, by whoever sets the shop up; afterwards people are made by people.

The set-up page and ``operator first`` call this. Refused as soon as the shop is guarded.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from station.people import operators, permit, pins
from station.people.roles import Role
from station.text import _

if TYPE_CHECKING:
    from station.people.operators import Operator
    from station.store.engine import Store, Tx


def supervisor(store: Store, number: str, *, name: str, pin: str, station: str) -> Operator:
    """Make the first supervisor with their PIN; from now on the shop is guarded.

    Raises:
        station.errors.UserError: there is one already, or number or PIN cannot be used.
    """
    made = store.write(partial(_add, number=number, name=name))
    pins.choose(store, made.operator_no, pin, actor=permit.COMMAND, station=station)
    with store.read() as tx:
        return operators.known(tx, made.operator_no)


def _add(tx: Tx, number: str, *, name: str) -> Operator:
    if permit.guarded(tx):
        raise permit.NotAllowedError(
            _("This shop has its first supervisor already"), _("ask them to add you: shop operator")
        )
    return operators.add(tx, number, name=name, role=Role.SUPERVISOR)
