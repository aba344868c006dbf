"""``stock show SKU``, ``stock set SKU WAREHOUSE QTY``, ``stock moves SKU``, and counts as lists: export, import.

``stock factor`` stands in ``_stock_factor.py``, ``stock shortage`` in ``_stock_shortage.py``.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import local
from station.text import _
from ui.commands import _stock_factor, _stock_shortage
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from station.stock.show import SkuStock
    from ui.commands.base import Command, Context


class Stock:
    """Show and count stock."""

    @property
    def help(self) -> str:
        """One line."""
        return _("show a SKU's stock, or write a counted quantity")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        counted = verbs.add_parser("set", help=_("write a counted quantity"))
        counted.add_argument("sku")
        counted.add_argument("warehouse")
        counted.add_argument("qty", type=int)
        acting(counted)
        verbs.add_parser("show", help=_("stock of one SKU")).add_argument("sku")
        verbs.add_parser("moves", help=_("every movement of one SKU")).add_argument("sku")
        _stock_factor.configure(verbs)
        _stock_shortage.configure(verbs)
        for verb, told in (("export", _("write a list to count by")), ("import", _("read a counted list"))):
            listing = verbs.add_parser(verb, help=told)
            listing.add_argument("file", type=Path)
            acting(listing)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Print the stock."""
        from station.intake.restock import count, serve_rest
        from station.stock.show import show

        others = {"moves": _moves, "export": _export, "import": _import}
        others |= {"factor": _stock_factor.run, "shortage": _stock_shortage.run}
        if given.verb in others:
            others[given.verb](given, context)
            return 0

        if given.verb == "set":
            found = context.store.write(
                lambda tx: count(
                    tx,
                    given.sku,
                    given.warehouse,
                    qty=given.qty,
                    actor=given.operator,
                    station=context.settings.station,
                )
            )
            serve_rest(context.store, found.sku)
        else:
            with context.store.read() as tx:
                found = show(tx, given.sku)
        context.show(plain(found), text(found))
        return 0


def _moves(given: argparse.Namespace, context: Context) -> None:
    from station.stock.moves import moves_of

    with context.store.read() as tx:
        found = moves_of(tx, given.sku)
    told = [{**asdict(one), "at": one.at.isoformat()} for one in found]
    names = ("warehouse", "column", "delta", "after", "reason", "order", "actor")
    lines = [
        "\t".join([f"{local(one.at):%m-%d %H:%M:%S}", *(str(getattr(one, name)) for name in names)]) for one in found
    ]
    context.show({"sku": given.sku, "moves": told}, lines or _("Nothing was moved yet"))


def _export(given: argparse.Namespace, context: Context) -> None:
    from station.figures.stock_lists import write_count_list

    rows = write_count_list(context.store, given.file, actor=given.operator, station=context.settings.station)
    context.show({"file": str(given.file), "rows": rows}, _("{n} shelves written").format(n=rows))


def _import(given: argparse.Namespace, context: Context) -> None:
    from station.intake.counts import put_counts, read_counts

    counts = read_counts(given.file)
    written = put_counts(context.store, counts, actor=given.operator, station=context.settings.station)
    context.show({"file": str(given.file), "counted": written}, _("{n} counts written").format(n=written))


def plain(found: SkuStock) -> dict[str, Any]:
    """Return the JSON of the contract."""
    return {
        "sku": found.sku,
        "warehouses": [
            {
                "warehouse": shelf.warehouse,
                "on_hand": shelf.on_hand,
                "paid": shelf.paid,
                "held": shelf.held,
                "quarantine": shelf.quarantine,
                "available": shelf.available,
            }
            for shelf in found.shelves
        ],
        "frozen": found.frozen,
        "factor": found.factor_permille / 1000,
        "sellable": found.sellable,
        "worst_case": found.worst_case,
    }


def text(found: SkuStock) -> list[str]:
    """Return the lines people read."""
    line = _("{warehouse}: on hand {on_hand}, paid {paid}, exchange {held}, to check {quarantine}, available {free}")
    return [
        f"{found.sku} {found.name} {found.spec}",
        *(
            line.format(
                warehouse=shelf.warehouse,
                on_hand=shelf.on_hand,
                paid=shelf.paid,
                held=shelf.held,
                quarantine=shelf.quarantine,
                free=shelf.available,
            )
            for shelf in found.shelves
        ),
        _("Deposit frozen {frozen} × {factor}; sellable {sellable}, worst case {worst}").format(
            frozen=found.frozen, factor=found.factor_permille / 1000, sellable=found.sellable, worst=found.worst_case
        ),
    ]


command: Command = Stock()
