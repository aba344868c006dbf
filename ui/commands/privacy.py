"""``privacy reveal KEY --reason R | erase | export FILE | keep DAYS``: what is seen, and for how long.

``erase --order KEY`` and ``export --plain`` take a second person: ``--second NO``.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _, ngettext
from ui.commands.base import acting, agreeing

if TYPE_CHECKING:
    import argparse

    from station.store.engine import Tx
    from ui.commands.base import Command, Context


class Privacy:
    """Personal data."""

    @property
    def help(self) -> str:
        """One line."""
        return _("personal data: show one customer with a reason, forget what is old")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        reveal = verbs.add_parser("reveal", help=_("name, phone and address of one order, in the clear"))
        reveal.add_argument("key", metavar="KEY")
        reveal.add_argument("--reason", required=True, help=_("what it is needed for; it is written down"))
        acting(reveal)
        erase = verbs.add_parser("erase", help=_("forget the people of orders whose time is over"))
        erase.add_argument("--order", metavar="KEY", help=_("this order now, before its time"))
        agreeing(erase)
        export = verbs.add_parser("export", help=_("orders as CSV or XLSX, masked; --plain takes two people"))
        export.add_argument("file", type=Path, metavar="FILE")
        export.add_argument("--days", type=int, default=30, help=_("orders of the last so many days"))
        export.add_argument("--plain", action="store_true", help=_("names, phones and addresses in the clear"))
        agreeing(export)
        keep = verbs.add_parser("keep", help=_("after how many days people are forgotten"))
        keep.add_argument("days", type=int)
        acting(keep)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"reveal": _reveal, "erase": _erase, "export": _export, "keep": _keep}[given.verb](given, context)


def _reveal(given: argparse.Namespace, context: Context) -> int:
    from station.orders.find import one
    from station.people.reveal import reveal

    with context.store.read() as tx:
        order = one(tx, given.key)
    station = context.settings.station
    shown = context.store.write(
        lambda tx: reveal(tx, order.order_id, operator_no=given.operator, reason=given.reason, station=station)
    )
    told = " ".join(part for part in shown.values() if part) or _("This was forgotten: its time was over")
    context.show({"order_id": order.order_id, **shown}, told)
    return 0


def _erase(given: argparse.Namespace, context: Context) -> int:
    from station.orders.find import one
    from station.people import forgetting

    station = context.settings.station
    if given.order is None:
        done = forgetting.forget_due(context.store, station=station, actor=given.operator)
    else:
        with context.store.read() as tx:
            order = one(tx, given.order)
        forgetting.forget_one(context.store, order.order_id, actor=given.operator, second=given.second, station=station)
        done = 1
    told = ngettext("The people of {n} order were forgotten", "The people of {n} orders were forgotten", done)
    context.show({"orders": done}, told.format(n=done))
    return 0


def _export(given: argparse.Namespace, context: Context) -> int:
    from station.figures import write
    from station.figures.base import Answer
    from station.figures.write_pdf import write_pdf
    from station.orders.export import columns, customers

    station = context.settings.station
    ending = given.file.suffix.lower()
    if ending not in (".csv", ".xlsx", ".pdf"):
        raise UserError(
            _("Orders are not written as {ending}").format(ending=ending or given.file.name),
            _("end the file's name with .csv, .xlsx or .pdf"),
            code="BAD_ENDING",
        )

    def work(tx: Tx) -> list[tuple[str, ...]]:
        since = tx.now - timedelta(days=max(1, given.days))
        return customers(tx, since, actor=given.operator, station=station, plain=given.plain, second=given.second)

    answer = Answer(columns(), context.store.write(work), {})
    if ending == ".xlsx":
        write.write_xlsx(answer, given.file)
    elif ending == ".pdf":
        write_pdf(answer, given.file, title=_("Orders"))
    else:
        write.write_csv(answer, given.file)
    told = _("{n} orders written to {file}").format(n=len(answer.rows), file=given.file)
    context.show({"file": str(given.file), "rows": len(answer.rows), "plain": given.plain}, told)
    return 0


def _keep(given: argparse.Namespace, context: Context) -> int:
    from station.people import forgetting

    station = context.settings.station
    context.store.write(lambda tx: forgetting.set_days(tx, given.days, actor=given.operator, station=station))
    with context.store.read() as tx:
        kept = forgetting.days(tx)
    context.show({"days": kept}, _("People are forgotten {n} days after their order ended").format(n=kept))
    return 0


command: Command = Privacy()
