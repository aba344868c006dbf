"""The keyword tables in force: those of ``words.py`` with what supervisors added and took out, version by version.

``habits`` is what every reading of a return text in the shop uses. A process reads the tables again when their version
has changed. ``rules.py`` changes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.returns.intent import DEFAULT, Habits
from station.returns.words import PHRASES, Kind
from station.store import choices, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.store.engine import Tx

_COMPLAINTS = "returns.complaint_is_exchange"


def habits(tx: Tx) -> Habits:
    """Return what this shop reads return texts by."""
    complaint = choices.get(tx, _COMPLAINTS) == "1"
    version = phrases.version(tx)
    if version == 0:
        return Habits(complaint_is_exchange=True) if complaint else DEFAULT
    return Habits(complaint, changed([(row.act, row.kind, row.phrase) for row in phrases.at_version(tx, version)]))


def changed(changes: Iterable[tuple[str, str, str]]) -> dict[Kind, tuple[str, ...]]:
    """Return the tables with (act, kind, phrase) changes made to them, in order."""
    tables = dict(PHRASES)
    for act, name, phrase in changes:
        kind = Kind(name)
        rest = tuple(row for row in tables[kind] if row != phrase)
        tables[kind] = (*rest, phrase) if act == "add" else rest
    return tables


def take_complaints_as_exchanges(tx: Tx, *, yes: bool) -> None:
    """Choose whether a bare complaint (尺码小了) counts as 换货 (row A13 read literally)."""
    choices.put(tx, _COMPLAINTS, "1" if yes else "0")
