"""``print sheet KIND [KEY] [--out FILE.png]``: shift report, transfer note, receipt, item label, badge, command sheets.

Without ``--out`` this station's printer gets it; with it the picture that would print is written, dot for dot.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.text import _
from ui.commands.base import acting
from ui.sheets import KINDS

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Context


def configure(verbs: Any) -> None:
    """Add ``sheet``."""
    sheet = verbs.add_parser(
        "sheet", help=_("print a shift report, transfer note, receipt, item label, badge or codes")
    )
    sheet.add_argument("kind", choices=KINDS)
    sheet.add_argument("key", nargs="?", default="", help=_("bench, ticket, order, SKU or person it is about"))
    sheet.add_argument("--out", type=Path, help=_("write the picture instead of printing"))
    acting(sheet)


def run(given: argparse.Namespace, context: Context) -> int:
    """Print it, or write its picture."""
    from ui import sheets

    station = context.settings.station
    if given.out is not None:
        who = {"station": station, "operator": given.operator}
        sheets.picture(context.store, given.kind, given.key, **who).picture().save(given.out, "PNG")
        context.show({"file": str(given.out), "kind": given.kind}, _("Drawn: {path}").format(path=given.out))
        return 0
    job = sheets.print_sheet(context.store, given.kind, given.key, station=station, operator=given.operator)
    context.show({"job_id": job, "kind": given.kind}, _("Asked for: {job}").format(job=job))
    return 0
