"""Prints that belong to no order: an item label, a sheet, the test label of a printer.

They go the way of every label: a row of the print outbox, under the printer of their role. Windows and commands that
print something ask here; a use case that prints an order's label asks ``labels.request``.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from station.clock import show
from station.orders.ids import new_job_id, new_order_id
from station.packing.printers import role_of
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import label_designs, prints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx


def ask(
    tx: Tx,
    kind: str,
    fields: Any,
    *,
    station: str,
    operator: str,
    printer: str = "",
    design: Mapping[str, Any] | None = None,
) -> str:
    """Ask for one copy of a document and return its job id.

    Args:
        printer: the role; by the document's kind when not given.
        design: a layout to draw it by instead of the one in use.

    Raises:
        station.errors.UserError: not theirs to print.
    """
    require(tx, operator, Action.PACK, station=station)
    job_id, document = new_job_id(), new_order_id()
    printed = {"job_id": job_id, "copy_no": 1, "station": station, "operator": operator, "printed_at": show(tx.now)}
    own = design or label_designs.active(tx, kind)
    job = prints.PrintJob(
        job_id, kind, document, 1, 0, {**asdict(fields), **({"design": dict(own)} if own else {}), "printed": printed}
    )
    role = printer or str(role_of(kind))
    prints.add_job(tx, job, station=station, printer=role, state=prints.QUEUED, code="", by=operator, reason="")
    detail = {"job": job_id, "kind": kind, "printer": role}
    record(tx, station, actor=operator, action="print_document", subject=job_id, detail=detail)
    return job_id
