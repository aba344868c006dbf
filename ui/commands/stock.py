"""``stock set SKU WAREHOUSE QTY`` and ``stock show SKU``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.text import _
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
        """Add set and show."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        counted = verbs.add_parser("set", help=_("write a counted quantity"))
        counted.add_argument("sku")
        counted.add_argument("warehouse")
        counted.add_argument("qty", type=int)
        acting(counted)
        verbs.add_parser("show", help=_("stock of one SKU")).add_argument("sku")

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Print the stock."""
        from station.intake.restock import count
        from station.stock.show import show

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
        else:
            with context.store.read() as tx:
                found = show(tx, given.sku)
        context.show(plain(found), text(found))
        return 0


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
