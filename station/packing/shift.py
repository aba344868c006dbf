"""The shift report: what one bench did since its last one (or since the day began), printed when people change.

Counted from the audit trail, so it says what was done and by whom, also after a restart. ``%CMD%SHIFT%`` (Ctrl+P) at
the bench prints it and logs out; the desk and ``print sheet`` print it too. Names are those of the shop's own people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.clock import day_start, show
from station.packing import documents
from station.people import operators
from station.people.audit import record
from station.store import audit, packing, prints
from station.text import _, ngettext

if TYPE_CHECKING:
    from station.store.engine import Tx

KIND = "shift_report"


@dataclass(frozen=True, slots=True)
class Shift:
    """What stands on the report; the fields of its layout."""

    began: str
    ended: str
    people: str
    figures: tuple[tuple[str, str], ...]
    note: str


def report(tx: Tx, bench: str) -> Shift:
    """Count what a bench did."""
    today = day_start(show(tx.now, "%Y-%m-%d"))
    since = max(today, audit.last(tx, bench, KIND) or today)
    rows = audit.tally(tx, bench, since=since)
    done = {action: sum(row.n for row in rows if row.action == action) for action in {row.action for row in rows}}
    began = min((row.first for row in rows), default=since)
    actors = dict.fromkeys(row.actor for row in rows if row.actor)
    people = [person.name for actor in actors if (person := operators.by_no(tx, actor)) is not None]
    figures = (
        (_("Parcels packed"), done.get("packed", 0)),
        (_("Orders stopped"), done.get("stopped", 0)),
        (_("Wrong items stopped"), done.get("wrong_scan", 0)),
        (_("Labels printed again"), done.get("reprint", 0)),
        (_("Parcels put aside"), done.get("hold", 0) + done.get("short", 0)),
        (_("The lead was called"), done.get("help", 0)),
    )
    shown = tuple((name, str(n)) for name, n in figures)
    return Shift(show(began), show(tx.now), "、".join(people), shown, _left(tx, bench))


def change(tx: Tx, bench: str, *, operator: str, at: str) -> str:
    """Print the report of a bench, from where the next one counts on; return the print job.

    Raises:
        station.errors.UserError: not theirs to print.
    """
    found = report(tx, bench)
    job = documents.ask(tx, KIND, found, station=at, operator=operator)
    record(tx, bench, actor=operator, action=KIND, subject=job)
    return job


def _left(tx: Tx, bench: str) -> str:
    """Return what the next shift must know: what is open here, and labels nobody has seen come out."""
    now = packing.bench(tx, bench)
    told = [_("an order is open at this bench")] if now.order_id is not None else []
    unsure = sum(row.station == bench for row in prints.listing(tx, states=(prints.UNKNOWN, prints.FAILED)))
    if unsure:
        told.append(ngettext("{n} label to look for", "{n} labels to look for", unsure).format(n=unsure))
    return "；".join(told)
