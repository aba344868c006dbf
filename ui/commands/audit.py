"""``audit verify | head | export FILE``: the trail of who did what, and the proof that nobody changed it.

``verify`` reads every link and names the first broken one; with ``--head FILE`` it also looks whether the heads
written down earlier (``audit head --out FILE``: print it, keep it elsewhere) are still in the chain, so cutting off is
seen too.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import show
from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Audit:
    """The trail."""

    @property
    def help(self) -> str:
        """One line."""
        return _("verify the audit trail, print its head, export it")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser("verify", help=_("read every link and name the first broken one"))
        verify.add_argument("--head", type=Path, metavar="FILE", help=_("heads written down earlier"))
        head = verbs.add_parser("head", help=_("the end of each chain, to print and keep elsewhere"))
        head.add_argument("--out", type=Path, metavar="FILE")
        export = verbs.add_parser("export", help=_("the trail as CSV"))
        export.add_argument("file", type=Path, metavar="FILE")
        acting(export)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"verify": _verify, "head": _head, "export": _export}[given.verb](given, context)


def _verify(given: argparse.Namespace, context: Context) -> int:
    from station.people.audit import still_there, verify
    from station.store import audit as chain

    kept = _read(given.head) if given.head is not None else []
    found, lines = [], []
    with context.store.read() as tx:
        for station in chain.stations(tx):
            broken, (last, sha) = verify(tx, station), chain.head(tx, station)
            cut = [one["seq"] for one in kept if one["station"] == station and not still_there(tx, **_key(one))]
            found.append({"station": station, "entries": last, "first_broken": broken, "lost_heads": cut, "head": sha})
            told = _("Bench {station}: {n} entries, whole, head {head}")
            if broken is not None:
                told = _("Bench {station}: entry {broken} is not as it was written")
            elif cut:
                told = _("Bench {station}: the head written down as entry {cut} is gone: the trail was cut off")
            lines.append(told.format(station=station, n=last, head=sha[:16], broken=broken, cut=cut[0] if cut else ""))
        strange = {one["station"] for one in kept} - {one["station"] for one in found}
    for station in sorted(strange):
        found.append({"station": station, "entries": 0, "first_broken": 1, "lost_heads": [], "head": ""})
        lines.append(_("Bench {station}: its whole trail is gone").format(station=station))
    whole = all(one["first_broken"] is None and not one["lost_heads"] for one in found)
    context.show({"whole": whole, "stations": found}, lines or [_("The trail is empty")])
    return 0 if whole else 1


def _head(given: argparse.Namespace, context: Context) -> int:
    from station.people.audit import heads

    with context.store.read() as tx:
        found = [{**asdict(one), "at": one.at.isoformat()} for one in heads(tx)]
        lines = [
            _("Bench {station}  entry {seq}  {time}  head {head}  seal {seal}").format(
                station=one.station, seq=one.seq, time=show(one.at), head=one.hash, seal=one.seal
            )
            for one in heads(tx)
        ]
    if given.out is not None:
        given.out.write_text("\n".join(json.dumps(one) for one in found) + "\n", encoding="utf-8")
    context.show({"heads": found}, lines or [_("The trail is empty")])
    return 0


def _export(given: argparse.Namespace, context: Context) -> int:
    import csv

    from station.figures.write import safe
    from station.people.permit import act
    from station.people.roles import Action
    from station.store import audit as chain

    station = context.settings.station
    context.store.write(lambda tx: act(tx, given.operator, Action.AUDIT, station=station, detail={"audit": "export"}))
    names = ("station", "seq", "at", "actor", "action", "order_id", "subject", "detail", "hash")
    rows = 0
    with context.store.read() as tx, given.file.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(names)
        for one in chain.stations(tx):
            for row in chain.links(tx, one):
                words = {**row._mapping, "at": row.at.isoformat(), "detail": json.dumps(row.detail, ensure_ascii=False)}  # noqa: SLF001 - a public name
                out.writerow([safe("" if words[name] is None else words[name]) for name in names])
                rows += 1
    context.show({"file": str(given.file), "rows": rows}, _("{n} entries written").format(n=rows))
    return 0


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return [{"station": str(one["station"]), "seq": int(one["seq"]), "hash": str(one["hash"])} for one in kept]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            _("{file} holds no heads of the trail").format(file=path.name),
            _("give a file written by: audit head --out FILE"),
            code="AUDIT_HEADS",
        ) from error


def _key(one: dict[str, Any]) -> dict[str, Any]:
    return {"station": one["station"], "seq": one["seq"], "sha": one["hash"]}


command: Command = Audit()
