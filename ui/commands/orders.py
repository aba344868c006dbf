"""``orders find KEY`` and ``orders show ID``: any number finds the order; one order with everything known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.orders.find import Found, find, one
from station.text import _

if TYPE_CHECKING:
    import argparse

    from station.store.engine import Tx
    from ui.commands.base import Command, Context


class Orders:
    """Search and show orders."""

    @property
    def help(self) -> str:
        """One line."""
        return _("find an order by any number, or show one")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add find and show."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("find", help=_("any number of the order")).add_argument("key")
        verbs.add_parser("show", help=_("everything about one order")).add_argument("key")

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Print what was found."""
        with context.store.read() as tx:
            if given.verb == "show":
                shown = _show(tx, given.key)
                context.show(
                    shown, [f"{name}: {value}" for name, value in shown.items() if value not in (None, "", [])]
                )
                return 0
            hits = find(tx, given.key)
            refs = {hit.order_id: _refs(tx, hit.order_id) for hit in hits}
        found = [{**_plain(hit), "channel_orders": refs[hit.order_id]} for hit in hits]
        lines = [f"{hit.short_code}  {hit.state_name}  {hit.channel} {hit.number}  {hit.customer}" for hit in hits]
        context.show({"orders": found}, lines or _("No order has the number {key}").format(key=given.key))
        return 0 if hits else 1


def _plain(hit: Found) -> dict[str, Any]:
    return {
        "order_id": hit.order_id,
        "short_code": hit.short_code,
        "state": hit.state,
        "customer": hit.customer,
        "waybill_no": hit.waybill_no,
    }


def _refs(tx: Tx, order_id: str) -> list[dict[str, str]]:
    from station.store import orders as master

    return [{"channel": ref.channel, "shop": ref.shop, "no": ref.number} for ref in master.refs(tx, order_id)]


def _show(tx: Tx, key: str) -> dict[str, Any]:
    from station.store import orders as master
    from station.store import prints, stock
    from station.store import returns as cases

    hit = one(tx, key)
    row = master.head(tx, hit.order_id)
    times = ("created_at", "paid_at", "locked_at", "packed_at", "shipped_at", "ship_by")
    return {
        **_plain(hit),
        "channel_orders": _refs(tx, hit.order_id),
        "channel_status": row.channel_status if row is not None else None,
        **{name: at.isoformat() if (at := getattr(row, name)) is not None else None for name in times},
        "lines": [
            {
                "line_no": line.line_no,
                "sku": line.sku,
                "name": line.name,
                "spec": line.spec,
                "qty": line.qty,
                "is_gift": line.is_gift,
            }
            for line in master.lines(tx, hit.order_id)
        ],
        "allocations": [
            {"sku": one_.sku, "warehouse": one_.warehouse, "qty": one_.qty, "fund": one_.fund, "kind": one_.kind}
            for one_ in stock.live(tx, hit.order_id)
        ],
        "holds": [hold.reason for hold in master.open_holds(tx, hit.order_id)],
        "cases": [
            {"case_no": case.case_no, "intent": case.intent, "status": case.status, "new_sku": case.new_sku}
            for case in cases.cases(tx, hit.order_id)
        ],
        "print": [
            {"job_id": job.job_id, "kind": job.kind, "copy": job.copy_no, "state": job.state}
            for job in prints.of_order(tx, hit.order_id)
        ],
    }


command: Command = Orders()
