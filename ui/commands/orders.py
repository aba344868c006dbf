"""``orders find|show|status|link KEY`` and ``orders enter TEXT``: any number finds an order; a pasted line makes one.

``enter -`` reads the line from standard input: a name in a command line can be seen by everybody on the machine.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from station.clock import local
from station.orders.find import Found, find, one
from station.text import _
from ui.commands.base import acting

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
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("find", help=_("any number of the order")).add_argument("key")
        verbs.add_parser("show", help=_("everything about one order")).add_argument("key")
        verbs.add_parser("status", help=_("the sentence for a buyer who asks")).add_argument("key")
        entering = verbs.add_parser("enter", help=_("make an order of one pasted line"))
        entering.add_argument("text", help=_("the line, or - to read it from standard input"))
        entering.add_argument("--dry", action="store_true", help=_("only show what the line says"))
        acting(entering)
        link = verbs.add_parser("link", help=_("add another channel's number of the same order"))
        link.add_argument("key")
        link.add_argument("--channel", required=True)
        link.add_argument("--no", required=True, help=_("the number there"))
        link.add_argument("--shop", default="")
        acting(link)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Print what was found."""
        if given.verb in _OTHERS:
            return _OTHERS[given.verb](given, context)
        with context.store.read() as tx:
            if given.verb == "show":
                shown = _show(tx, given.key)
                context.show(
                    {"orders": [shown]},
                    [f"{name}: {value}" for name, value in shown.items() if value not in (None, "", [])],
                )
                return 0
            hits = find(tx, given.key)
            refs = {hit.order_id: _refs(tx, hit.order_id) for hit in hits}
        found = [{**_plain(hit), "channel_orders": refs[hit.order_id]} for hit in hits]
        lines = [_line(hit) for hit in hits]
        context.show({"orders": found}, lines or _("No order has the number {key}").format(key=given.key))
        return 0 if hits else 1


def _line(hit: Found) -> str:
    at = f"{local(hit.event_at):%m-%d %H:%M} " if hit.event_at is not None else ""
    sent = f"  {hit.carrier} {hit.waybill_no}" if hit.waybill_no else ""
    return f"{hit.short_code}  {hit.state_name}  {hit.channel} {hit.number}{sent}  {at}{hit.event}  {hit.customer}"


def _plain(hit: Found) -> dict[str, Any]:
    return {
        "order_id": hit.order_id,
        "short_code": hit.short_code,
        "state": hit.state,
        "customer": hit.customer,
        "waybill_no": hit.waybill_no,
        "carrier": hit.carrier,
        "last_event": hit.event,
        "last_event_at": hit.event_at.isoformat() if hit.event_at is not None else None,
    }


def _refs(tx: Tx, order_id: str) -> list[dict[str, str]]:
    from station.store.refs import refs_of

    return [{"channel": ref.channel, "shop": ref.shop, "no": ref.number} for ref in refs_of(tx, order_id)]


def _status(given: argparse.Namespace, context: Context) -> int:
    from station.orders.sentence import status_sentence

    with context.store.read() as tx:
        hit = one(tx, given.key)
        sentence = status_sentence(tx, hit.order_id)
    context.show({"order_id": hit.order_id, "sentence": sentence}, sentence)
    return 0


def _enter(given: argparse.Namespace, context: Context) -> int:
    from station.intake.quick import enter_quick, read
    from station.orders.ids import short_code

    store, who = context.store, {"actor": given.operator, "station": context.settings.station}
    text = sys.stdin.read() if given.text == "-" else given.text
    with store.read() as tx:
        quick = read(tx, text)
    order_id = None if given.dry else store.write(lambda tx: enter_quick(tx, read(tx, text), **who))
    value = {
        "order_id": order_id,
        "short_code": None if order_id is None else short_code(order_id),
        **{name: getattr(quick.address, name) for name in ("name", "phone", "province", "city", "district", "town")},
        "detail": quick.address.detail,
        "items": [
            {"written": item.written, "sku": item.sku or None, "qty": item.qty, "near": list(item.near)}
            for item in quick.items
        ],
        "note": quick.note,
    }
    made = _("Order {code} was made: it can be packed now").format(code=value["short_code"]) if order_id else ""
    context.show(value, [*(f"{name}: {text}" for name, text in value.items() if text), *([made] if made else [])])
    return 0


def _link(given: argparse.Namespace, context: Context) -> int:
    from station.orders.link import link_number

    with context.store.read() as tx:
        hit = one(tx, given.key)
    where = {"channel": given.channel, "shop": given.shop, "number": given.no}
    who = {"operator_no": given.operator, "station": context.settings.station}
    new = context.store.write(lambda tx: link_number(tx, hit.order_id, **where, **who))
    said = _("{number} now finds order {code}") if new else _("{number} was linked to order {code} before")
    context.show({"order_id": hit.order_id, "linked": new}, said.format(number=given.no, code=hit.short_code))
    return 0


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


_OTHERS = {"link": _link, "status": _status, "enter": _enter}
command: Command = Orders()
