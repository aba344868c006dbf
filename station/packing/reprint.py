"""Printing a label again at the bench: first the reason, then who may.

F6 (or its barcode) shows the reasons; a number key, the reason's barcode or typed words choose one. A lead's badge at
the bench may by itself, with the PIN where the shop asks for it; otherwise a lead says yes beside the packer, with
badge and PIN. Refused here, so the command line is refused as well. Label and audit say that it is another copy, why,
and who agreed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.packing import encrypted, labels
from station.packing.facts import held
from station.packing.reasons import reasons
from station.packing.show import Said, view
from station.packing.view import Step, StoryPart
from station.people.audit import record
from station.people.permit import SecondPersonError, may, require
from station.people.roles import Action
from station.store import packing, prints
from station.text import _

if TYPE_CHECKING:
    from station.packing.facts import Known
    from station.packing.view import BenchView
    from station.store.engine import Tx

_LONGEST = 60
_TO_COME = (prints.QUEUED, prints.CLAIMED, prints.SENDING, prints.FAILED)


def ask(tx: Tx, code: str, station: str, found: Known) -> BenchView:
    """Show the reasons; nothing is printed yet. A label that never left, or was never asked for, needs none."""
    operator_no = packing.bench(tx, station).operator_no or ""
    asked = {"station": station, "operator_no": operator_no, "printer": labels.PRINTER}
    first = labels.request_when_ready(tx, found.row.order_id, **asked)
    if first:
        said = Said(code, "command", message=_("The label is asked for"), sound="right", print_jobs=first)
        return view(tx, station, said, found)
    encrypted.let_go(tx)
    refused = _not_yet(tx, found)
    if refused:
        return view(tx, station, Said(code, "command", message=refused, sound="unknown"), found)
    lines = tuple(f"{n}  {reason}" for n, reason in enumerate(reasons(), 1))
    story = (StoryPart(_("Why print the label again?"), lines), *_who(tx, station))
    shown = view(tx, station, Said(code, "command", message=_("Say why"), story=story), found)
    return replace(shown, step=Step.GIVE_REASON, next_step=_("Press a number, or type the reason"))


def reprint(tx: Tx, code: str, station: str, *, reason: str, second: str = "") -> BenchView:
    """Ask for the next copy of the open order's label.

    Raises:
        SecondPersonError: a packer needs a lead beside them.
        station.errors.UserError: the person may not, or has not typed their PIN here.
    """
    bench = packing.bench(tx, station)
    found = held(tx, bench.order_id, station) if bench.order_id is not None else None
    if found is None:
        return view(tx, station, Said(code, "command", message=_("Open an order first"), sound="unknown"))
    refused = found.ruling.reason[0] if found.halted else (*found.changed, "")[0] or _not_yet(tx, found)
    if refused:
        return view(tx, station, Said(code, "command", message=refused, sound="unknown"), found)
    packer = bench.operator_no or ""
    decider = second or packer
    if not second and not may(tx, packer, Action.REPRINT):
        raise SecondPersonError(
            _("A reprint needs the lead"), _("the lead scans their badge here and types the PIN; then print again")
        )
    require(tx, decider, Action.REPRINT, station=station)
    why = " ".join(reason.split())[:_LONGEST]
    asked = {"station": station, "operator_no": packer, "printer": labels.PRINTER, "reason": why}
    job = labels.request(tx, found.row.order_id, **asked)
    if second:
        detail = {"job": job, "reason": why, "asked_by": packer}
        order_id = found.row.order_id
        record(tx, station, actor=second, action="reprint_agreed", order_id=order_id, subject=job, detail=detail)
    told = _("Reprint asked for: destroy the old label")
    return view(tx, station, Said(code, "command", message=told, sound="right", print_jobs=(job,)), found)


def _not_yet(tx: Tx, found: Known) -> str:
    jobs = prints.of_order(tx, found.row.order_id)
    if not jobs:
        return _("No label was printed yet")
    return _("The label is still to come: look at the printer") if jobs[-1].state in _TO_COME else ""


def _who(tx: Tx, station: str) -> tuple[StoryPart, ...]:
    if may(tx, packing.bench(tx, station).operator_no or "", Action.REPRINT):
        return ()
    return (StoryPart(_("A reprint needs the lead"), (_("after the reason: the lead's badge and PIN"),)),)
