"""The orders a supplier's shortage affects as a list for customer service: numbers, promises, the recipient masked.

Written by ``stock shortage export`` and the desk's page; ``station/stock/supply.py`` finds the orders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.channels.names import shown_name
from station.clock import show
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.stock.supply import Waiting


def sheet(found: Sequence[Waiting]) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """Return columns and rows of a list for customer service: masked."""
    columns = (
        _("Order"),
        _("Channel"),
        _("Channel order"),
        _("State"),
        _("Pieces"),
        _("Promised"),
        _("New promise"),
        _("Recipient"),
    )
    return columns, [
        (
            one.short_code,
            shown_name(one.channel),
            one.number,
            one.state_name,
            one.qty,
            "" if one.before is None else show(one.before),
            "" if one.after is None else show(one.after),
            one.who,
        )
        for one in found
    ]
