"""``parcel out|event|reopen|page``: sealed parcels: handed over at the dock, seen by the courier, opened again, proven.

``parcel out CODE... --reference LIST`` scans parcels out; without codes it reads one code a line from the standard
input, which is how a scanner at the dock works. ``parcel page KEY --out FILE`` writes the evidence page (PDF).
"""

from __future__ import annotations

import dataclasses
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from station.orders.find import one
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Parcel:
    """Parcels that are sealed."""

    @property
    def help(self) -> str:
        """One line."""
        return _("sealed parcels: scan out, proof, open again, evidence page")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("out", help=_("scan parcels out at the dock"))
        out.add_argument("codes", nargs="*")
        event = verbs.add_parser("event", help=_("the courier has the parcel"))
        reopen = verbs.add_parser("reopen", help=_("open a sealed parcel again"))
        page = verbs.add_parser("page", help=_("everything known of one parcel as a PDF"))
        for verb in (event, reopen, page):
            verb.add_argument("key")
        for verb in (out, event):
            verb.add_argument("--reference", default="", help=_("hand-over list, lorry or event"))
        for verb in (out, event, reopen):
            acting(verb)
        reopen.add_argument("--reason", required=True, help=_("why it is opened"))
        page.add_argument("--out", required=True, type=Path)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"out": _out, "event": _event, "reopen": _reopen, "page": _page}[given.verb](given, context)


def _out(given: argparse.Namespace, context: Context) -> int:
    from station.packing.leaving import scan_out

    kept = 0
    for code in given.codes or (line.strip() for line in sys.stdin):
        if not code:
            continue
        work = partial(scan_out, code=code, reference=given.reference, operator_no=given.operator)
        done = context.store.write(partial(work, station=context.settings.station))
        kept += not done.left
        told = _("{code} left") if done.left else _("{code} stays here: {why}")
        context.show(dataclasses.asdict(done), told.format(code=done.short_code or done.code, why=done.why))
    return 1 if kept else 0


def _event(given: argparse.Namespace, context: Context) -> int:
    from station.packing.leaving import first_event

    with context.store.read() as tx:
        order = one(tx, given.key)
    work = partial(first_event, order_id=order.order_id, reference=given.reference, operator_no=given.operator)
    state = context.store.write(partial(work, station=context.settings.station))
    context.show({"order_id": order.order_id, "state": state}, _("Noted for {code}").format(code=order.short_code))
    return 0


def _reopen(given: argparse.Namespace, context: Context) -> int:
    from station.packing.leaving import reopen

    with context.store.read() as tx:
        order = one(tx, given.key)
    work = partial(reopen, order_id=order.order_id, reason=given.reason, operator_no=given.operator)
    context.store.write(partial(work, station=context.settings.station))
    told = _("{code} is open again: tear off the old label").format(code=order.short_code)
    context.show({"order_id": order.order_id}, told)
    return 0


def _page(given: argparse.Namespace, context: Context) -> int:
    from printing.evidence import pdf
    from station.packing.evidence import evidence

    with context.store.read() as tx:
        found = evidence(tx, one(tx, given.key).order_id)
    given.out.write_bytes(pdf(found))
    shown = {"order_id": found.order_id, "file": str(given.out), "photos": len(found.photos)}
    context.show(shown, _("Written: {path}").format(path=given.out))
    return 0


command: Command = Parcel()
