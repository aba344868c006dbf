"""``waybills import 顺丰 numbers.csv | left | low 顺丰 50 | give KEY NUMBER --carrier 顺丰``: the carriers' numbers.

``import`` fills a carrier's pool, ``left`` says what each holds, ``low`` chooses when the alarm comes (``watch`` tells
it), ``give`` takes the number of a preprinted roll, typed or scanned, for one order.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station.text import _, ngettext
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Waybills:
    """Numbers for parcels."""

    @property
    def help(self) -> str:
        """One line."""
        return _("waybill numbers: import, count, take from a roll")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        put = verbs.add_parser("import", help=_("put waybill numbers into a carrier's pool"))
        put.add_argument("carrier")
        put.add_argument("file", type=Path)
        low = verbs.add_parser("low", help=_("at how many numbers left the alarm comes"))
        low.add_argument("carrier")
        low.add_argument("count", type=int)
        give = verbs.add_parser("give", help=_("a number of a preprinted roll for one order"))
        give.add_argument("key", metavar="KEY")
        give.add_argument("number")
        give.add_argument("--carrier", required=True)
        for verb in (put, low, give):
            acting(verb)
        verbs.add_parser("left", help=_("how many numbers each carrier has left"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"import": _import, "left": _left, "low": _low, "give": _give}[given.verb](given, context)


def _import(given: argparse.Namespace, context: Context) -> int:
    from station.carriers import pool

    numbers = pool.read(given.carrier, given.file.read_text(encoding="utf-8-sig", errors="replace"))
    station = context.settings.station
    new = pool.fill(context.store, given.carrier, numbers, operator_no=given.operator, station=station)
    told = ngettext("{n} new number of {carrier}", "{n} new numbers of {carrier}", new)
    context.show(
        {"carrier": given.carrier, "read": len(numbers), "new": new}, told.format(n=new, carrier=given.carrier)
    )
    return 0


def _left(_given: argparse.Namespace, context: Context) -> int:
    from station.carriers import pool

    with context.store.read() as tx:
        levels = pool.levels(tx)
    shown = [{"carrier": one.carrier, "left": one.left, "low_at": one.low_at, "low": one.low} for one in levels]
    low, enough = _("{carrier}: {n} left, import more now"), _("{carrier}: {n} left")
    lines = [(low if one.low else enough).format(carrier=one.carrier, n=one.left) for one in levels]
    context.show({"carriers": shown}, lines or _("No waybill numbers were imported yet"))
    return 0


def _low(given: argparse.Namespace, context: Context) -> int:
    from station.carriers import pool

    who = {"operator_no": given.operator, "station": context.settings.station}
    context.store.write(lambda tx: pool.set_low(tx, given.carrier, given.count, **who))
    return _left(given, context)


def _give(given: argparse.Namespace, context: Context) -> int:
    from station.carriers import pool
    from station.orders.find import one

    with context.store.read() as tx:
        hit = one(tx, given.key)
    who = {"operator_no": given.operator, "station": context.settings.station}
    number = context.store.write(lambda tx: pool.give(tx, hit.order_id, given.number, carrier=given.carrier, **who))
    told = _("Order {code} goes with {carrier} {number}").format(
        code=hit.short_code, carrier=given.carrier, number=number
    )
    context.show({"order_id": hit.order_id, "carrier": given.carrier, "waybill_no": number}, told)
    return 0


command: Command = Waybills()
