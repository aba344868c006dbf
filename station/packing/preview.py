"""An order's own label before it prints: the fields it would be printed with, prints nothing, uses up no number.

A copy that was asked for is shown as it was asked for. Before that a number still to come stands as zeros in the form
of the carrier's pool. Names and phones are always masked here, also where the shop prints them in full: looking at a
label reveals nobody. ``ui/label_preview.py`` draws it for the bench, the desk and ``label render --order``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.clock import show as show_time
from station.errors import UserError
from station.packing import encrypted, labels
from station.packing.facts import known
from station.packing.open import rows_of
from station.store import orders as master
from station.store import packing, prints, waybills
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx
    from station.store.rows import Row


class NoPreviewError(UserError):
    """There is no label to look at."""

    code = "NO_PREVIEW"


@dataclass(frozen=True, slots=True)
class Preview:
    """A label to look at.

    Attributes:
        kind: which label.
        fields: as the outbox carries them.
        role: printer it would go to.
        told: what the picture cannot say, one sentence each.
    """

    kind: str
    fields: Mapping[str, Any]
    role: str
    told: tuple[str, ...]


def of_order(tx: Tx, order_id: str, *, station: str) -> Preview:
    """Return an order's newest label, or the first one as it would print now.

    Raises:
        NoPreviewError: no such order, or nothing of it goes out.
        station.packing.labels.OrderStoppedError: the order is cancelled.
        station.packing.encrypted.PlatformOnlyError: no program we know may print it.
    """
    found = known(tx, order_id, station)
    if found is None:
        raise _nothing()
    gone = (prints.VOID, prints.CANCELLED)
    copies = [job for job in prints.of_order(tx, order_id) if job.state not in gone]
    if copies:
        return _of_row(tx, copies[-1])
    labels.still_wanted(tx, order_id)
    lines = packing.lines(tx, order_id) or rows_of(tx, found)
    own = {line.sku for line in found.lines}
    if not any(line.role == packing.SEND and line.sku in own for line in lines):
        raise _nothing()
    row, kind = found.row, labels.EXCHANGE if found.row.exchange_of is not None else labels.WAYBILL
    printer = encrypted.printer_for(tx, row, labels.PRINTER)
    waybill, told = _waybill(tx, row, printer)
    fields = labels.composed(tx, row, lines, waybill=waybill, recipient=labels.masked(tx, row))
    copy_no = len(prints.of_order(tx, order_id, kind)) + 1
    printed = {"job_id": _("preview"), "copy_no": copy_no, "station": station, "printed_at": show_time(tx.now)}
    return Preview(kind, {**fields, "printed": {**printed, "operator": ""}}, printer, (*told, *_privacy(tx)))


def of_job(tx: Tx, job_id: str) -> Preview:
    """Return the label of one row of the outbox.

    Raises:
        NoPreviewError: there is none, or it has nothing on it yet.
    """
    job = prints.by_job(tx, job_id)
    if job is None or job.state == prints.PLANNED:
        raise _nothing()
    return _of_row(tx, job)


def _of_row(tx: Tx, job: Row[Any]) -> Preview:
    fields = prints.fields_of(tx, job)
    row, told = master.head(tx, job.order_id), tuple[str, ...]()
    if row is not None and fields.get("recipient"):
        shown = labels.masked(tx, row)
        if any(fields["recipient"].get(part) != shown.get(part) for part in ("name", "phone")):
            fields["recipient"], told = shown, _privacy(tx)
    printed = {**fields.get("printed", {}), "job_id": job.job_id, "copy_no": job.copy_no}
    return Preview(job.kind, {**fields, "printed": printed}, job.printer, told)


def _waybill(tx: Tx, row: Row[Any], printer: str) -> tuple[tuple[str, str], tuple[str, ...]]:
    if row.waybill_no:
        return (row.carrier or "", row.waybill_no), ()
    if encrypted.waits_for(printer):
        return (row.carrier or "", ""), (_("The platform's component prints it and names the waybill number"),)
    following = waybills.following(tx, row.carrier)
    if following is None:
        return (row.carrier or "", ""), (_("No waybill number yet: none is left, or it comes off a roll"),)
    zeros = re.sub(r"[0-9]", "0", following[1])
    return (following[0], zeros), (_("The waybill number is taken when it prints: zeros stand for it"),)


def _privacy(tx: Tx) -> tuple[str, ...]:
    return (_("Masked here; the label shows the recipient as the shop chose"),) if labels.in_full(tx) else ()


def _nothing() -> NoPreviewError:
    return NoPreviewError(_("There is no label to look at"), _("scan or choose an order that goes out"))
