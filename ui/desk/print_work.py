"""What the print queue's page asks of the store, and the words and columns it shows; runs on the desk's worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.packing.print_words import state_word
from station.text import _
from ui.desk.table import Column

if TYPE_CHECKING:
    from station.packing.printers import Seen
    from station.store.engine import Store
    from ui.desk.page import Desk
    from ui.label_preview import Drawn

MAY_BE_OUT = ("SENT", "UNKNOWN")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One label as the queue shows it."""

    job_id: str
    state: str
    kind: str
    copy_no: int
    station: str
    printer: str
    seconds: int
    why: str
    reason: str
    proof: str = ""


def proof_word(proof: str) -> str:
    """Return what proved that a label came out."""
    words = {
        "status": _("the printer said so"),
        "scan": _("scanned"),
        "camera": _("seen by the camera"),
        "person": _("a person said so"),
        "component": _("the component said so"),
    }
    return words.get(proof, proof)


def age(seconds: int) -> str:
    """Return an age as a person says it."""
    minutes = seconds // 60
    if minutes < 1:
        return _("just now")
    if minutes < 60:  # an hour
        return _("{n} min").format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def queue(store: Store, *, finished: bool) -> tuple[tuple[QueueRow, ...], tuple[Seen, ...]]:
    """Return the labels and the printers."""
    from station.packing.printers import seen
    from station.store import prints

    with store.read() as tx:
        rows = prints.listing(tx, states=None if finished else prints.OPEN)
        shown = tuple(
            QueueRow(
                row.job_id,
                row.state,
                row.kind,
                row.copy_no,
                row.station,
                row.printer,
                max(0, int((tx.now - row.created_at).total_seconds())),
                row.why or "",
                row.reason or "",
                row.confirmed_by or "",
            )
            for row in rows
        )
        return shown, tuple(seen(tx))


def label(store: Store, job_id: str, station: str) -> Drawn:
    """Draw a label as it prints at its bench."""
    from ui.label_preview import of_job

    return of_job(store, job_id, station)


def again(store: Store, desk: Desk, job_id: str, reason: str) -> object:
    """Print a label again."""
    from station.packing.print_again import print_again

    who, station = desk.operator, desk.station
    return store.write(lambda tx: print_again(tx, job_id, reason=reason, operator=who, station=station))


def call_off(store: Store, desk: Desk, job_id: str, reason: str) -> object:
    """Take a label out of the queue."""
    from station.packing import print_again

    who, station = desk.operator, desk.station
    return store.write(lambda tx: print_again.call_off(tx, job_id, reason=reason, operator=who, station=station))


def put_back(store: Store, desk: Desk, job_id: str) -> object:
    """Take that back."""
    from station.packing import move_print

    who, station = desk.operator, desk.station
    return store.write(lambda tx: move_print.put_back(tx, job_id, operator=who, station=station))


def move(store: Store, desk: Desk, job_id: str, reason: str, *, role: str, not_out: bool = False) -> object:
    """Send a label to another printer."""
    from station.packing import move_print

    who, station = desk.operator, desk.station
    return store.write(
        lambda tx: move_print.move(tx, job_id, role, reason=reason, not_out=not_out, operator=who, station=station)
    )


def _printer(role: str) -> str:
    from station.packing.printers import role_name

    return role_name(role)


def _kind(kind: str) -> str:
    return {
        "waybill": _("waybill"),
        "exchange": _("exchange waybill"),
        "item": _("item label"),
        "ruler": _("Test label"),
    }.get(kind, kind)


def columns() -> tuple[Column, ...]:
    """Return what is told of each label."""
    return (
        Column(_("Job"), lambda row: row.job_id, mono=True),
        Column(_("State"), lambda row: " · ".join(filter(None, (state_word(row.state), proof_word(row.proof))))),
        Column(_("Label"), lambda row: _kind(row.kind)),
        Column(_("Copy"), lambda row: row.copy_no),
        Column(_("Age"), lambda row: age(row.seconds)),
        Column(_("Bench"), lambda row: row.station),
        Column(_("Printer"), lambda row: _printer(row.printer)),
        Column(_("Reason"), lambda row: row.why or row.reason, wide=True),
    )


def printer_columns() -> tuple[Column, ...]:
    """Return what is told of each printer."""
    return (
        Column(_("Bench"), lambda row: row.station),
        Column(_("Printer"), lambda row: _printer(row.role)),
        Column(_("It says"), _says),
        Column(_("Address"), lambda row: row.url.partition("?")[0], mono=True, wide=True),
    )


def _says(row: Seen) -> str:
    if not row.drained_by:
        return _("at rest") if row.role == "fallback" else _("no bench prints to it now")
    return row.says or _("being asked")
