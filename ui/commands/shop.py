"""``shop``: what a new shop needs before its first parcel: people, warehouses, waybill numbers, benches.

``shop operator 1001 王芳 --role packer``, ``shop warehouse HZ1 杭州一仓``, ``shop waybills 顺丰 numbers.txt``,
``shop printer zpl+tcp://10.0.0.9:9100 --station 3``, ``shop show``. Each may be said again to change it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.people.codes import badge_code
from station.people.roles import Action, Role
from station.text import _
from ui.commands import _shop_bench as bench
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from station.store.engine import Tx
    from ui.commands.base import Command, Context


class Shop:
    """Set up a shop."""

    @property
    def help(self) -> str:
        """One line."""
        return _("set up a shop: people, warehouses, waybill numbers, printers")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add one word for each thing."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        operator = verbs.add_parser("operator", help=_("add a person and see the badge code"))
        operator.add_argument("number")
        operator.add_argument("name")
        operator.add_argument("--role", choices=[str(role) for role in Role], default=str(Role.PACKER))
        warehouse = verbs.add_parser("warehouse", help=_("add a warehouse"))
        warehouse.add_argument("code")
        warehouse.add_argument("name")
        warehouse.add_argument("--rank", type=int, default=1)
        waybills = verbs.add_parser("waybills", help=_("put waybill numbers into a carrier's pool"))
        waybills.add_argument("carrier")
        waybills.add_argument("file", type=Path)
        printer = verbs.add_parser("printer", help=_("choose the label printer of a bench"))
        printer.add_argument("url")
        printer.add_argument("--station", default=None, help=_("name of the bench"))
        mask = verbs.add_parser("mask", help=_("what labels show of a recipient"))
        mask.add_argument("shown", choices=("masked", "region", "full"))
        packaging = verbs.add_parser("packaging", help=_("what carton, filling and label weigh together"))
        packaging.add_argument("grams", type=int)
        camera = verbs.add_parser("camera", help=_("choose the camera of a bench"))
        camera.add_argument("place", help=_("0, /dev/video0, or none"))
        looks = verbs.add_parser("label-camera", help=_("choose the camera that looks at the labels of a bench"))
        looks.add_argument("place", help=_("0, /dev/video0, or none"))
        scale = verbs.add_parser("scale", help=_("choose the scale of a bench"))
        scale.add_argument("place", help=_("/dev/ttyUSB0?baud=9600, COM4, or none"))
        for verb in (camera, looks, scale):
            verb.add_argument("--station", default=None, help=_("name of the bench"))
        for verb in (operator, warehouse, waybills, printer, mask, packaging, camera, looks, scale):
            acting(verb)
        verbs.add_parser("show", help=_("what is set up"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do what the word says and show what is set up then."""
        acts: dict[str, Callable[[argparse.Namespace, Context], None]] = {
            "operator": _operator,
            "warehouse": _warehouse,
            "waybills": _waybills,
            "printer": _printer,
            "mask": _mask,
            "packaging": bench.packaging,
            "camera": bench.camera,
            "label-camera": bench.label_camera,
            "scale": bench.scale,
        }
        if given.verb in acts:
            acts[given.verb](given, context)
        shown = _shown(context)
        context.show(shown, _lines(shown))
        return 0


def _operator(given: argparse.Namespace, context: Context) -> None:
    from station.people import staff

    role, station = Role(given.role), context.settings.station
    context.store.write(
        lambda tx: staff.hire(tx, given.number, name=given.name, role=role, actor=given.operator, station=station)
    )


def _warehouse(given: argparse.Namespace, context: Context) -> None:
    from station.people.permit import act
    from station.store import stock

    def add(tx: Tx) -> None:
        act(tx, given.operator, Action.SETTINGS, station=context.settings.station, subject=f"warehouse {given.code}")
        stock.add_warehouse(tx, given.code, given.name, rank=given.rank)

    context.store.write(add)


def _waybills(given: argparse.Namespace, context: Context) -> None:
    from station.carriers import pool

    numbers = pool.read(given.carrier, given.file.read_text(encoding="utf-8-sig", errors="replace"))
    pool.fill(context.store, given.carrier, numbers, operator_no=given.operator, station=context.settings.station)


def _printer(given: argparse.Namespace, context: Context) -> None:
    from printing.check import consider
    from station.packing.printers import Role as Use
    from station.packing.printers import choose

    consider(given.url, Use.WAYBILL)
    here = context.settings.station
    station = given.station or here
    context.store.write(lambda tx: choose(tx, station, Use.WAYBILL, given.url, operator=given.operator, at=here))


def _mask(given: argparse.Namespace, context: Context) -> None:
    from station.packing.labels import PRIVACY
    from station.people.permit import act
    from station.store import choices

    def choose(tx: Tx) -> None:
        act(tx, given.operator, Action.SETTINGS, station=context.settings.station, subject=f"mask {given.shown}")
        choices.put(tx, PRIVACY, given.shown)

    context.store.write(choose)


def _shown(context: Context) -> dict[str, Any]:
    from station.packing.labels import PRINTER
    from station.people import operators
    from station.store import choices, stock, waybills

    with context.store.read() as tx:
        people = operators.all(tx)
        return {
            "operators": [
                {"no": one.operator_no, "name": one.name, "role": str(one.role), "badge": badge_code(one.operator_no)}
                for one in people
            ],
            "warehouses": stock.warehouse_names(tx),
            "waybills_left": waybills.left(tx),
            "printer": choices.get(tx, f"printer:{context.settings.station}:{PRINTER}"),
            **bench.shown(tx, context.settings.station),
        }


def _lines(shown: dict[str, Any]) -> list[str]:
    nobody = _("nothing yet")
    people = [_("{no} {name} ({role}), badge {badge}").format(**one) for one in shown["operators"]]
    places = " ".join(f"{code} {name}" for code, name in shown["warehouses"].items())
    numbers = " ".join(f"{carrier} {n}" for carrier, n in shown["waybills_left"].items())
    return [
        _("People: {list}").format(list="; ".join(people) or nobody),
        _("Warehouses: {list}").format(list=places or nobody),
        _("Waybill numbers left: {list}").format(list=numbers or nobody),
        _("Printer of this bench: {url}").format(url=shown["printer"] or nobody),
        _("Camera of this bench: {place}").format(place=shown["camera"] or nobody),
        _("Camera that looks at labels: {place}").format(place=shown["label_camera"] or nobody),
        _("Scale of this bench: {place}").format(place=shown["scale"] or nobody),
        _("Packaging: {grams} g").format(grams=shown["packaging_g"]),
    ]


command: Command = Shop()
