"""``hold show KEY`` and ``hold release KEY --operator NO --reason R``: who stopped an order, and letting it go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.find import one
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Hold:
    """Holds of one order."""

    @property
    def help(self) -> str:
        """One line."""
        return _("why an order is on hold, and releasing it")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add show and release."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("show", help=_("why the order is on hold")).add_argument("key")
        release = verbs.add_parser("release", help=_("let the order go on"))
        release.add_argument("key")
        acting(release)
        release.add_argument("--reason", required=True, help=_("why the order may go on"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Show or release."""
        from station.packing.holds import release
        from station.store import orders as master

        store, station = context.store, context.settings.station
        with store.read() as tx:
            order = one(tx, given.key)
            held = master.open_holds(tx, order.order_id)
        if given.verb == "release":
            released = store.write(
                lambda tx: release(tx, order.order_id, operator_no=given.operator, reason=given.reason, station=station)
            )
            shown = _("{n} holds of order {code} released").format(n=released, code=order.short_code)
            context.show({"order_id": order.order_id, "released": released}, shown)
            return 0
        reasons = [hold.reason for hold in held]
        context.show({"order_id": order.order_id, "holds": reasons}, reasons or _("This order is not on hold"))
        return 0


command: Command = Hold()
