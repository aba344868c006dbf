"""Sheets of paper a person prints: what stands on each, how it looks, and asking a bench's printer for it.

A pick list becomes a PDF for the office printer. The others (``KINDS``) go the way of every label: shift report,
transfer note, slip receipt, item label, badge, the command sheets. Called on the worker by the desk and by
``print sheet``; loading the PDF and label libraries takes a moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.clock import local, show
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from printing.raster import Raster
    from station.intake.pick import Goods, PickList
    from station.store.engine import Store, Tx


class SheetError(UserError):
    """There is nothing such a sheet could be about."""

    code = "NO_SHEET"


def write_pick_list(store: Store, found: PickList, path: Path) -> None:
    """Draw a pick list as a PDF and note that it is on paper."""
    from printing.languages import base as languages
    from printing.layouts import base as layouts
    from printing.layouts.fields import PickListFields, PickRow
    from printing.settings import PrinterSettings
    from station.store.flow import set_printed

    rows = tuple(PickRow(row.warehouse, row.sku, row.name, row.spec, row.qty, _places(row)) for row in found.goods)
    orders = tuple((place, code) for place, code, _state in found.orders)
    made = f"{local(found.made_at):%Y-%m-%d %H:%M}"
    sheet = PickListFields(found.pick_no, made, found.made_by, found.picker, orders, rows)
    label = layouts.draw("pick_list", sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    settings = PrinterSettings(dpmm=8, width=label.width, height=label.height)
    path.write_bytes(languages.find("pdf").encode(label, settings))
    store.write(lambda tx: set_printed(tx, found.pick_no))


def kind_name(kind: str) -> str:
    """Return what people call a sheet."""
    return {
        "shift_report": _("Shift report of a bench"),
        "transfer": _("Transfer note of a ticket"),
        "slip_receipt": _("Receipt of a slip order"),
        "item": _("Item label of a SKU"),
        "badge": _("Badge of a person"),
        "commands": _("Command sheet"),
        "slots": _("Cards of the sorting wall"),
        "reasons": _("Reasons for printing again"),
    }[kind]


def print_sheet(store: Store, kind: str, key: str, *, station: str, operator: str) -> str:
    """Ask this station's printer for a sheet and return the print job.

    Raises:
        SheetError: there is no such bench, ticket, order, SKU or person.
        station.errors.UserError: not theirs to print.
    """
    from station.packing import documents, shift

    if kind == shift.KIND:
        return store.write(lambda tx: shift.change(tx, key or station, operator=operator, at=station))
    with store.read() as tx:
        _may(tx, kind, operator=operator, station=station)
        layout, fields = sheet(tx, kind, key, station=station)
    return store.write(lambda tx: documents.ask(tx, layout, fields, station=station, operator=operator))


def picture(store: Store, kind: str, key: str, *, station: str, operator: str, dpmm: int = 8) -> Raster:
    """Return a sheet as it would print now, dot for dot.

    Raises:
        SheetError: there is no such bench, ticket, order, SKU or person.
        station.errors.UserError: not theirs to see.
    """
    from dataclasses import asdict

    from printing import raster
    from printing.layouts import base
    from station.store import label_designs

    with store.read() as tx:
        _may(tx, kind, operator=operator, station=station)
        layout, fields = sheet(tx, kind, key, station=station)
        own = label_designs.active(tx, layout)
    return raster.draw(base.draw_job(layout, {**asdict(fields), "design": own}), dpmm)


def sheet(tx: Tx, kind: str, key: str, *, station: str) -> tuple[str, Any]:
    """Return the layout of a sheet and what stands on it.

    Raises:
        SheetError: there is no such bench, ticket, order, SKU or person.
    """
    return _SHEETS[kind](tx, key.strip(), station)


def _may(tx: Tx, kind: str, *, operator: str, station: str) -> None:
    """Whoever holds a badge's code can pass for its owner: it is for those who look after people."""
    from station.people.permit import require
    from station.people.roles import Action

    require(tx, operator, Action.OPERATORS if kind == "badge" else Action.PACK, station=station)


def _shift(tx: Tx, key: str, station: str) -> tuple[str, Any]:
    from station.packing import shift

    return shift.KIND, shift.report(tx, key or station)


def _transfer(tx: Tx, key: str, _station: str) -> tuple[str, Any]:
    from printing.layouts.fields import Item, TransferFields
    from station.intake import work_list
    from station.store import catalogue
    from station.store.stock import warehouse_names

    meant = key.casefold()
    found = [one for one in work_list.waiting(tx) if one.ticket.from_warehouse and one.ticket.sku]
    one = next((each for each in found if meant and each.ticket.ticket_id.startswith(meant)), None)
    if one is None:
        raise SheetError(_("There is no open transfer {key}").format(key=key), _("look at its number on the page Work"))
    ticket, names = one.ticket, warehouse_names(tx)
    goods = catalogue.by_codes(tx, [ticket.sku or ""]).get(ticket.sku or "")
    spec = " ".join(part for part in (goods.color, goods.size, goods.model) if part) if goods is not None else ""
    item = Item(ticket.sku or "", goods.name if goods is not None else "", spec, ticket.qty or 1)
    source, target = (names.get(place or "", place or "") for place in (ticket.from_warehouse, ticket.to_warehouse))
    no, due = ticket.ticket_id[:12].upper(), show(ticket.due_at)
    return "transfer", TransferFields(no, source, target, (item,), one.order, due, ticket.title)


def _receipt(tx: Tx, key: str, _station: str) -> tuple[str, Any]:
    from printing.layouts.fields import Item, SlipFields
    from station.orders.find import one
    from station.store import orders as master

    row = master.head(tx, one(tx, key).order_id)
    if row is None:
        raise SheetError(_("There is no order {key}").format(key=key), _("scan its short code"))
    items = tuple(Item(line.sku or "", line.name, line.spec, line.qty) for line in master.lines(tx, row.order_id))
    fields = SlipFields(
        row.short_code, row.number, show(row.created_at), row.name_mask or "", items, row.seller_note or ""
    )
    return "slip_receipt", fields


def _item(tx: Tx, key: str, _station: str) -> tuple[str, Any]:
    from printing.layouts.fields import Item, ItemFields
    from station.packing.items import look_up
    from station.store import catalogue

    hits = look_up(tx, key)
    row = catalogue.by_codes(tx, [hits[0].sku]).get(hits[0].sku) if hits else None
    if row is None:
        raise SheetError(_("There is no SKU {key}").format(key=key), _("type its code or scan a piece"))
    spec = " ".join(part for part in (row.color, row.size, row.model) if part)
    barcode = catalogue.barcodes(tx, [row.code]).get(row.code, [row.code])[0]
    return "item", ItemFields(Item(row.code, row.name, spec, 1, barcode))


def _badge(tx: Tx, key: str, _station: str) -> tuple[str, Any]:
    from printing.layouts.fields import BadgeFields
    from station.people import operators
    from station.people.permit import role_name

    person = operators.known(tx, key)
    return "badge", BadgeFields(person.name, person.operator_no, person.badge_code, role_name(person.role))


def _commands(name: str) -> Callable[[Tx, str, str], tuple[str, Any]]:
    def make(_tx: Tx, _key: str, station: str) -> tuple[str, Any]:
        from dataclasses import replace

        from printing.layouts.samples import samples

        kind, fields = samples()[name]
        return kind, replace(fields, station=station)

    return make


_SHEETS: dict[str, Callable[[Tx, str, str], tuple[str, Any]]] = {
    "shift_report": _shift,
    "transfer": _transfer,
    "slip_receipt": _receipt,
    "item": _item,
    "badge": _badge,
    "commands": _commands("commands"),
    "slots": _commands("slots"),
    "reasons": _commands("reasons"),
}
KINDS = tuple(_SHEETS)


def _places(row: Goods) -> str:
    return ", ".join(str(place) if qty == 1 else f"{place}×{qty}" for place, qty in row.places)
