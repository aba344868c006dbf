"""``sku import FILE``, ``sku show CODE`` and ``sku map CHANNEL CODE SKU``: the catalogue."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.text import _, ngettext
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from ui.commands.base import Command, Context


class SkuCommand:
    """Import and show SKUs."""

    @property
    def help(self) -> str:
        """One line for ``--help``."""
        return _("the catalogue: import SKUs, show one, say what a channel's code means")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add import, show and map."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        importing = verbs.add_parser("import", help=_("SKUs from CSV or XLSX"))
        importing.add_argument("file", type=Path, metavar="FILE")
        acting(importing)
        verbs.add_parser("show", help=_("one SKU, by code or barcode")).add_argument("code", metavar="CODE")
        chosen = verbs.add_parser("map", help=_("say which SKU a channel's code means"))
        chosen.add_argument("channel", metavar="CHANNEL")
        chosen.add_argument("code", metavar="CODE")
        chosen.add_argument("sku", metavar="SKU")
        chosen.add_argument("--shop", default="", metavar="NAME")
        acting(chosen)
        asked = verbs.add_parser("capture", help=_("which number packers scan with every piece"))
        asked.add_argument("code", metavar="CODE")
        asked.add_argument("what", choices=("serial", "batch", "nothing"))
        acting(asked)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it."""
        return {"import": _import, "show": _show, "map": _map, "capture": _capture}[given.verb](given, context)


def _import(given: argparse.Namespace, context: Context) -> int:
    from station.catalogue.reading import knows, read_skus, told_by
    from station.intake.skus import put_skus, unknown_parts
    from station.intake.tables import read_table
    from station.rows import Refused

    table = read_table(given.file, knows=knows)
    reading = read_skus(table.rows)
    with context.store.read() as tx:
        lacking = unknown_parts(tx, reading.skus)
    why = _("This part is neither in the catalogue nor in this file: add it first")
    lost = [Refused(reading.rows[code], _("parts"), part, why) for code, part in lacking.items()]
    skus = [sku for sku in reading.skus if sku.code not in lacking]
    told, who = told_by(table.header), {"actor": given.operator, "station": context.settings.station}
    put = put_skus(context.store, skus, told=told, **who)
    rejected = [asdict(one) for one in (*table.refused, *reading.refused, *lost)]
    rows = len(table.rows) + len(table.refused)
    value = {"file": str(given.file), "rows": rows, "skus": len(skus), **asdict(put), "rejected": rejected}
    context.show(value, _told(value))
    return 0


def _told(value: dict[str, Any]) -> Iterable[str]:
    yield _("{rows} rows, {skus} SKUs: {new} new, {updated} changed, {unchanged} as before").format(**value)
    for one in value["rejected"]:
        yield _("  row {row}, {column} “{value}”: {why}").format(**one)
    if value["mapped"]:
        yield ngettext(
            "{n} waiting order line found its SKU", "{n} waiting order lines found their SKU", value["mapped"]
        ).format(n=value["mapped"])


def _show(given: argparse.Namespace, context: Context) -> int:
    from station.intake.skus import unknown_sku
    from station.store import catalogue

    with context.store.read() as tx:
        rows = list(catalogue.by_codes(tx, [given.code]).values()) or catalogue.by_barcode(tx, given.code)
        if not rows:
            raise unknown_sku(given.code)
        for row in rows:
            family = [one.code for one in catalogue.family(tx, row.family) if one.code != row.code]
            names = ("code", "name", "size", "color", "model", "family", "weight_g", "picture", "safety", "capture")
            value = {name: getattr(row, name) for name in names} | {
                "discontinued": bool(row.discontinued),
                "barcodes": catalogue.barcodes(tx, [row.code]).get(row.code, []),
                "parts": [{"sku": part, "qty": qty} for part, qty in catalogue.parts(tx, [row.code]).get(row.code, [])],
                "siblings": family,
            }
            context.show(value, _card(value))
    return 0


def _card(value: dict[str, Any]) -> list[str]:
    spec = " ".join(part for part in (value["color"], value["size"], value["model"]) if part)
    return [
        f"{value['code']}  {value['name']}  {spec}".rstrip(),
        _("barcodes: {codes}").format(codes=", ".join(value["barcodes"]) or "-"),
        _("siblings: {codes}").format(codes=", ".join(value["siblings"]) or "-"),
    ]


def _map(given: argparse.Namespace, context: Context) -> int:
    from station.intake.skus import choose_sku

    mapped = choose_sku(
        context.store,
        given.channel,
        given.shop,
        code=given.code,
        sku=given.sku,
        by=given.operator,
        station=context.settings.station,
    )
    value = {"channel": given.channel, "shop": given.shop, "code": given.code, "sku": given.sku, "mapped": mapped}
    context.show(value, _("{code} of {channel} is {sku} from now on").format(**value))
    return 0


def _capture(given: argparse.Namespace, context: Context) -> int:
    from station.packing.bench_choices import choose_capture

    what, station = "" if given.what == "nothing" else given.what, context.settings.station
    sku = context.store.write(
        lambda tx: choose_capture(tx, given.code, what, operator_no=given.operator, station=station)
    )
    told = {
        "": _("{sku}: no number is asked for"),
        "serial": _("{sku}: the serial number is scanned with every piece"),
        "batch": _("{sku}: the batch number is scanned with every piece"),
    }
    context.show({"sku": sku, "capture": what}, told[what].format(sku=sku))
    return 0


command: Command = SkuCommand()
