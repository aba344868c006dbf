"""``component printers NAME | print NAME --order KEY --content FILE``: labels that only a platform's program may print.

``print`` takes the order's label out of the queue, hands the platform's contents (JSON from its API, untouched) and our
exchange block to the component, and writes down what it says: CONFIRMED, CANCELLED when it refused, else UNKNOWN; and
the waybill number it names.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from printing.components.base import Parcel
    from station.store.engine import Tx
    from ui.commands.base import Command, Context


class ComponentCommand:
    """Speak to a platform's print component."""

    @property
    def help(self) -> str:
        """One line."""
        return _("print platform waybills through the platform's own program")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        printers = verbs.add_parser("printers", help=_("printers the program can use"))
        show = verbs.add_parser("print", help=_("print one order's waybill"))
        show.add_argument("--order", required=True, metavar="KEY", help=_("any number of the order"))
        show.add_argument("--content", type=Path, required=True, metavar="FILE", help=_("what the platform gave, JSON"))
        show.add_argument("--template", default="", help=_("address of the custom area's template"))
        show.add_argument("--printer", default="", help=_("printer by its name in the program"))
        show.add_argument("--patience", type=float, default=20.0, help=_("seconds to wait for the paper"))
        acting(show)
        for verb in (printers, show):
            verb.add_argument("name", help=_("cainiao, doudian, pinduoduo or jd"))
            verb.add_argument("--url", default="", help=_("where the program listens, if not where it usually does"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"printers": _printers, "print": _print}[given.verb](given, context)


def _printers(given: argparse.Namespace, context: Context) -> int:
    from printing.components import base, client

    found = client.printers(base.find(given.name), url=given.url)
    context.show({"printers": found}, found)
    return 0


def _print(given: argparse.Namespace, context: Context) -> int:
    from printing.components import base, client
    from station.packing import encrypted
    from station.people.permit import act
    from station.people.roles import Action
    from station.store import prints

    component = base.find(given.name)

    def begin(tx: Tx) -> tuple[Parcel, str]:
        act(tx, given.operator, Action.PACK, station=context.settings.station, subject=f"component {given.name}")
        encrypted.let_go(tx)
        parcel, order_id, code = _parcel(tx, given)
        if not prints.move(tx, parcel.task, _WAITING, prints.SENDING, printer=f"{encrypted.OWN}{given.name}", why=""):
            raise _no_label(code)  # another program was faster
        return parcel, order_id

    def end(tx: Tx) -> str:
        number = encrypted.note_number(tx, order_id, result.number) if result.number else ""
        code = {"code": number} if number else {}
        prints.move(tx, parcel.task, (prints.SENDING,), state, why=result.why, **proof, **code)
        return number

    parcel, order_id = context.store.write(begin)
    patience = min(given.patience, encrypted.PATIENCE.total_seconds())
    result = client.Result(client.Became.UNKNOWN, "stopped")
    try:
        result = client.print_parcel(component, parcel, url=given.url, patience=patience)
    except base.ComponentError:
        result = client.Result(client.Became.FAILED, "silent")
        raise
    finally:  # also when a person breaks it off: it may be printing
        state = {"printed": prints.CONFIRMED, "failed": prints.CANCELLED, "unknown": prints.UNKNOWN}[result.became]
        proof = {"confirmed_by": "component"} if state == prints.CONFIRMED else {}
        number = context.store.write(end)
    told = {"job_id": parcel.task, "state": state, "why": result.why, "tracking_no": number or None}
    context.show(told, " ".join(part for part in (f"{parcel.task}: {state}", number, result.why) if part))
    return 0


_WAITING = ("QUEUED", "FAILED_BEFORE_SEND", "CANCELLED")


def _parcel(tx: Tx, given: argparse.Namespace) -> tuple[Parcel, str, str]:
    from printing.components.base import Parcel
    from printing.components.client import exchange_block, waybill_block
    from printing.layouts import fields as field_types
    from station.orders.find import one
    from station.packing import encrypted
    from station.store import prints

    hit = one(tx, given.order)
    jobs = prints.of_order(tx, hit.order_id)
    if not jobs or jobs[-1].state not in _WAITING:
        raise _no_label(hit.short_code)
    only = encrypted.waits_for(str(jobs[-1].printer))
    if only not in ("", given.name):
        raise encrypted.refused(only)
    values = prints.fields_of(tx, jobs[-1])
    if jobs[-1].kind == "exchange":
        custom = exchange_block(field_types.read(field_types.ExchangeFields, values))
    else:
        custom = waybill_block(field_types.read(field_types.WaybillFields, values))
    content = _content(given.content)
    parcel = Parcel(jobs[-1].job_id, hit.waybill_no or "", content, custom, given.template, given.printer)
    return parcel, hit.order_id, hit.short_code


def _no_label(code: str) -> UserError:
    return UserError(
        _("Order {code} has no label that waits to be printed").format(code=code),
        _("verify its items at the bench, or ask for a reprint with a reason"),
        code="NO_LABEL",
    )


def _content(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise _no_content(file) from error
    if not isinstance(content, dict):
        raise _no_content(file)
    return content


def _no_content(file: Path) -> UserError:
    return UserError(
        _("{file} is not what a platform gives for a waybill").format(file=file.name),
        _("save the platform's answer for this parcel as JSON"),
        code="COMPONENT_CONTENT",
    )


command: Command = ComponentCommand()
