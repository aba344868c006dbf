"""``pick issue | list | show NO | print NO | undo NO``: pick lists for the people who fetch goods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import local
from station.text import _, ngettext
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.intake.pick import PickList
    from ui.commands.base import Command, Context


class Pick:
    """Make, show, print and take back pick lists."""

    @property
    def help(self) -> str:
        """One line."""
        return _("pick lists: which orders somebody fetches now")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        from station.intake.pick import MOST

        verbs = parser.add_subparsers(dest="verb", required=True)
        issuing = verbs.add_parser("issue", help=_("put the orders that must leave first on a list"))
        issuing.add_argument("--most", type=int, default=MOST, metavar="N", help=_("orders on the list"))
        issuing.add_argument("--picker", default="", metavar="NO", help=_("operator number of the picker"))
        issuing.add_argument("--out", type=Path, metavar="FILE", help=_("write the sheet (PDF) as well"))
        acting(issuing)
        verbs.add_parser("list", help=_("the newest lists"))
        verbs.add_parser("show", help=_("what is still to be fetched")).add_argument("no")
        printing = verbs.add_parser("print", help=_("write the sheet (PDF)"))
        printing.add_argument("no")
        printing.add_argument("--out", type=Path, required=True, metavar="FILE")
        undo = verbs.add_parser("undo", help=_("orders nobody packs yet wait again"))
        undo.add_argument("no")
        acting(undo)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do what the verb says."""
        return _VERBS[given.verb](given, context)


def _issue(given: argparse.Namespace, context: Context) -> int:
    from station.intake.pick import issue
    from ui.sheets import write_pick_list

    who = {"actor": given.operator, "station": context.settings.station}
    made = context.store.write(lambda tx: issue(tx, most=given.most, picker=given.picker, **who))
    if given.out is not None:
        write_pick_list(context.store, made, given.out)
    return _shown(made, context)


def _list(_given: argparse.Namespace, context: Context) -> int:
    from station.store.flow import pick_lists

    with context.store.read() as tx:
        found = pick_lists(tx, limit=50)
    rows = [
        {
            "pick_no": row.pick_no,
            "made_at": row.made_at.isoformat(),
            "picker": row.picker,
            "orders": row.orders,
            "waiting": int(row.waiting),
        }
        for row in found
    ]
    lines = [
        f"{row.pick_no}  {local(row.made_at):%m-%d %H:%M}  {row.picker}  "
        + ngettext("{n} order", "{n} orders", row.orders).format(n=row.orders)
        + "  "
        + _("{n} to fetch").format(n=int(row.waiting))
        for row in found
    ]
    context.show({"pick_lists": rows}, lines or _("No pick list was made yet"))
    return 0


def _show(given: argparse.Namespace, context: Context) -> int:
    from station.intake.pick import show

    with context.store.read() as tx:
        found = show(tx, given.no)
    return _shown(found, context)


def _print(given: argparse.Namespace, context: Context) -> int:
    from station.intake.pick import show
    from ui.sheets import write_pick_list

    with context.store.read() as tx:
        found = show(tx, given.no)
    write_pick_list(context.store, found, given.out)
    context.show({"file": str(given.out)}, _("Written: {path}").format(path=given.out))
    return 0


def _undo(given: argparse.Namespace, context: Context) -> int:
    from station.intake.pick import take_back

    who = {"actor": given.operator, "station": context.settings.station}
    back = context.store.write(lambda tx: take_back(tx, given.no, **who))
    told = ngettext("{n} order waits again", "{n} orders wait again", back).format(n=back)
    context.show({"pick_no": given.no, "orders": back}, told)
    return 0


def _shown(found: PickList, context: Context) -> int:
    value: dict[str, Any] = {
        "pick_no": found.pick_no,
        "picker": found.picker,
        "orders": [{"place": place, "short_code": code, "state": state} for place, code, state in found.orders],
        "goods": [
            {"warehouse": row.warehouse, "sku": row.sku, "qty": row.qty, "places": [list(one) for one in row.places]}
            for row in found.goods
        ],
    }
    lines = [
        f"{found.pick_no}  {found.picker}",
        *(f"{place}. {code}" for place, code, _state in found.orders),
        *(f"{row.warehouse}  {row.sku}  {row.name} {row.spec}  x{row.qty}" for row in found.goods),
    ]
    context.show(value, lines)
    return 0


_VERBS = {"issue": _issue, "list": _list, "show": _show, "print": _print, "undo": _undo}
command: Command = Pick()
