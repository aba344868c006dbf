"""Profiles of files nobody knows: kept in the store, tried on each file no channel claims.

Called by ``files.py`` (which profile fits this header?), ``import --map`` and the mapping dialog, which also looks at
a file's columns before anything is mapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.channels.profile import FIELDS, Profile, from_text
from station.channels.recognise import channels
from station.intake.tables import Table, read_table
from station.people.permit import act
from station.people.roles import Action
from station.rows import same
from station.store import choices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from station.store.engine import Tx

_KEPT = "profile:"


def stored(tx: Tx) -> tuple[Profile, ...]:
    """Return every profile, by name."""
    return tuple(from_text(value) for _name, value in choices.starting(tx, _KEPT) if value)


def keep(tx: Tx, profile: Profile, *, actor: str, station: str) -> None:
    """Store a profile, in place of the one of this name.

    Raises:
        station.channels.profile.ProfileError: it cannot be used.
        station.errors.UserError: not theirs to change.
    """
    profile.check()
    act(tx, actor, Action.CATALOGUE, station=station, subject=f"profile {profile.name}")
    choices.put(tx, _KEPT + profile.name, profile.to_text())


def forget(tx: Tx, name: str, *, actor: str, station: str) -> None:
    """Take a profile away.

    Raises:
        station.errors.UserError: not theirs to change.
    """
    act(tx, actor, Action.CATALOGUE, station=station, subject=f"no profile {name}")
    choices.put(tx, _KEPT + name, "")


def fitting(profiles: Sequence[Profile], header: Sequence[str]) -> Profile | None:
    """Return the profile that explains most columns of this header; ``None`` when none fits."""
    fit = [profile for profile in profiles if profile.fits(header)]
    return max(fit, key=lambda profile: len(profile.columns), default=None)


def look(path: Path) -> Table:
    """Read a file whose header nobody knows: the row with most names is taken for it.

    Raises:
        station.intake.tables.UnreadableFileError: no table.
    """
    return read_table(path, knows=_names)


def _names(header: Sequence[str]) -> float:
    return float(len({name for name in header if name and not name[0].isdigit()}))


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return a first mapping: columns whose names any of our own files is known to have."""
    known = channels()["generic"].exports[0].fields
    there = {same(column): column for column in header if column}
    found: dict[str, str] = {}
    for name in FIELDS:
        column = next((there[same(each)] for each in known.get(name, ()) if same(each) in there), None)
        if column is not None and column not in found.values():
            found[name] = column
    return found
