"""``stock shortage``: a supplier cannot deliver a SKU: report, list, affected orders and promises, export, end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import day_start, show
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from station.stock.supply import Waiting
    from ui.commands.base import Context


def configure(verbs: Any) -> None:
    """Add the verbs to the parser's."""
    shortage = verbs.add_parser("shortage", help=_("a supplier is short of a SKU"))
    steps = shortage.add_subparsers(dest="step", required=True, metavar="STEP")
    steps.add_parser("list", help=_("what suppliers are short of"))
    steps.add_parser("show", help=_("the orders that wait for a SKU, and what to promise them")).add_argument("sku")
    report = steps.add_parser("report", help=_("say when the goods are expected; the orders get new promises"))
    ended = steps.add_parser("end", help=_("the supplier delivers again"))
    export = steps.add_parser("export", help=_("the affected orders as a file, masked"))
    for step in (report, ended, export):
        step.add_argument("sku")
        acting(step)
    report.add_argument("--expected", type=day_start, required=True, metavar="DAY", help=_("a day such as 2026-11-30"))
    report.add_argument("--note", default="", help=_("what the supplier says"))
    export.add_argument("file", type=Path)


def run(given: argparse.Namespace, context: Context) -> None:
    """Do what the step says."""
    from station.figures.stock_lists import write_affected
    from station.stock import supply

    store, who = context.store, {"actor": getattr(given, "operator", ""), "station": context.settings.station}
    if given.step == "list":
        with store.read() as tx:
            rows = supply.shortages(tx)
        told = [{"sku": row.sku, "expected_at": row.expected_at.isoformat(), "note": row.note} for row in rows]
        lines = [f"{row.sku}\t{show(row.expected_at, '%Y-%m-%d')}\t{row.note}" for row in rows]
        context.show({"shortages": told}, lines or _("No supplier is short of anything"))
        return
    if given.step == "show":
        with store.read() as tx:
            found = supply.affected(tx, given.sku)
    elif given.step == "report":
        found = store.write(lambda tx: supply.report(tx, given.sku, expected_at=given.expected, note=given.note, **who))
    elif given.step == "end":
        found = store.write(lambda tx: supply.end(tx, given.sku, **who))
    else:
        found = write_affected(store, given.sku, given.file, **who)
    context.show({"sku": given.sku, "orders": [plain(one) for one in found]}, _lines(found))


def plain(one: Waiting) -> dict[str, Any]:
    """Return the JSON of one order."""
    return {
        "order_id": one.order_id,
        "short_code": one.short_code,
        "channel": one.channel,
        "no": one.number,
        "state": one.state_name,
        "qty": one.qty,
        "promised": None if one.before is None else one.before.isoformat(),
        "new_promise": None if one.after is None else one.after.isoformat(),
        "who": one.who,
    }


def _lines(found: Sequence[Waiting]) -> list[str]:
    told = _("{code} waits for {qty}: {before} before, {after} now")
    return [
        told.format(
            code=one.short_code,
            qty=one.qty,
            before="—" if one.before is None else show(one.before),
            after="—" if one.after is None else show(one.after),
        )
        for one in found
    ] or [_("No order waits for it")]
