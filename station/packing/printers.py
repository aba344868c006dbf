"""The printers of a bench: a role each, and one that takes over when another fails.

A label's kind decides its role (``role_of``), the bench decides which printer has that role; the address is kept as it
was chosen. Who chooses must be allowed to (Action.SETTINGS) and stands in the audit trail. Bench, desk, ``print setup``
and ``shop printer`` use it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from station.people.permit import act
from station.people.roles import Action
from station.store import choices, printer_leases
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

_PREFIX = "printer:"


class Role(StrEnum):
    """What a printer of a bench is for."""

    WAYBILL = "waybill"
    ITEM = "item"
    PAPER = "paper"
    FALLBACK = "fallback"


_ROLES = {"item": Role.ITEM, "commands": Role.PAPER, "pick_list": Role.PAPER, "scanner_setup": Role.PAPER}


def role_of(kind: str) -> Role:
    """Return which printer of a bench prints this kind of label."""
    return _ROLES.get(kind, Role.WAYBILL)


def role_name(role: str) -> str:
    """Return what people call the printer of a role."""
    names = {
        Role.WAYBILL: _("waybill printer"),
        Role.ITEM: _("item label printer"),
        Role.PAPER: _("A4 printer"),
        Role.FALLBACK: _("fallback printer"),
    }
    return next((word for known, word in names.items() if known == role), role)


def of_station(tx: Tx, station: str) -> dict[Role, str]:
    """Return the address of each printer of a bench, by role."""
    kept = dict(choices.starting(tx, f"{_PREFIX}{station}:"))
    return {role: url for role in Role if (url := kept.get(_name(station, role), ""))}


def everywhere(tx: Tx) -> list[tuple[str, Role, str]]:
    """Return (bench, role, address) of every printer of the shop."""
    found = []
    for name, url in choices.starting(tx, _PREFIX):
        station, _colon, role = name.removeprefix(_PREFIX).rpartition(":")
        if url and role in tuple(Role):
            found.append((station, Role(role), url))
    return found


@dataclass(frozen=True, slots=True)
class Seen:
    """One printer of the shop as anybody may see it.

    Attributes:
        drained_by: the program that prints to it; "" when none does now.
        says: what the printer says of itself, as that program heard it.
    """

    station: str
    role: Role
    url: str
    drained_by: str
    lamp: str
    says: str


def seen(tx: Tx) -> list[Seen]:
    """Return every printer of the shop with who drains it and what it says."""
    rows = {row.name: row for row in printer_leases.listing(tx)}
    found = []
    for station, role, url in everywhere(tx):
        row = rows.get(printer_leases.queue(station, role))
        told = (row.holder, row.lamp, row.says) if row is not None else ("", "", "")
        found.append(Seen(station, role, url, *told))
    return found


def choose(tx: Tx, station: str, role: Role, url: str, *, operator: str, at: str) -> None:
    """Give a bench its printer of a role; "" takes it away. ``at`` is where the person stands.

    Raises:
        station.errors.UserError: not theirs to decide.
    """
    detail = {"role": str(role), "printer": url}
    act(tx, operator, Action.SETTINGS, station=at, subject=f"printer {station}", detail=detail)
    choices.put(tx, _name(station, role), url)


def _name(station: str, role: Role) -> str:
    return f"{_PREFIX}{station}:{role}"
