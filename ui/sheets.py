"""Sheets of paper written as PDF files: what a person prints on the office printer.

Called by the desk and by commands; drawing takes milliseconds but loads the PDF library, so windows call it on the
worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import local

if TYPE_CHECKING:
    from pathlib import Path

    from station.intake.pick import Goods, PickList
    from station.store.engine import Store


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


def _places(row: Goods) -> str:
    return ", ".join(str(place) if qty == 1 else f"{place}×{qty}" for place, qty in row.places)
