"""A shop's own label layouts: each save is a new version in use from now on, and every older one can be used again.

Only who may change settings does either; both stand in the audit trail. Whether a layout can be printed and scanned is
checked where labels are drawn (``printing/layouts/faults.py``), before this is asked. The designer and
``label design`` call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.people.permit import act
from station.people.roles import Action
from station.store import label_designs
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx


def save(tx: Tx, body: Mapping[str, Any], *, operator: str, station: str) -> int:
    """Keep a checked layout, print by it from now on and return its version.

    Raises:
        station.errors.UserError: not theirs to decide.
    """
    kind = str(body["kind"])
    act(tx, operator, Action.SETTINGS, station=station, subject=f"layout {kind}")
    return label_designs.add(tx, kind, body, by=operator)


def use(tx: Tx, kind: str, version: int, *, operator: str, station: str) -> None:
    """Print by another version from now on; 0 is the built-in layout.

    Raises:
        station.errors.UserError: there is no such version, or not theirs to decide.
    """
    act(tx, operator, Action.SETTINGS, station=station, subject=f"layout {kind} {version}")
    if not label_designs.use(tx, kind, version):
        raise UserError(
            _("There is no version {n} of this layout").format(n=version),
            _("look at the versions with label design list"),
            code="LABEL_DESIGN",
        )
