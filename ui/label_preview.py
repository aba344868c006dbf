"""Draws an order's own label as its printer would: same fields, same paper, same dots; nothing is asked for.

Runs on a worker: the bench (Ctrl+L), the desk's order and print queue pages. ``station/packing/preview.py`` says what
stands on it; paper and dots are those of the bench's printer, of the layout where there is none.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    from printing.printer import Printer
    from printing.raster import Raster
    from station.packing.preview import Preview
    from station.store.engine import Store, Tx


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label to look at.

    Attributes:
        told: what it is, and what the picture cannot say.
    """

    raster: Raster
    told: tuple[str, ...]


def of_order(store: Store, order_id: str, station: str) -> Drawn:
    """Draw an order's newest label, or the first one as it would print now.

    Raises:
        station.errors.UserError: there is none, or it does not fit its printer's paper.
    """
    from station.packing import preview

    with store.read() as tx:
        return _drawn(tx, preview.of_order(tx, order_id, station=station), station)


def of_job(store: Store, job_id: str, station: str) -> Drawn:
    """Draw one row of the print queue.

    Raises:
        station.errors.UserError: there is none, or it does not fit its printer's paper.
    """
    from station.packing import preview

    with store.read() as tx:
        return _drawn(tx, preview.of_job(tx, job_id), station)


def _drawn(tx: Tx, found: Preview, station: str) -> Drawn:
    from printing import raster
    from printing.layouts import base

    printer = _printer(tx, found.role, station)
    label = base.draw_job(found.kind, found.fields, printer.paper if printer is not None else None)
    dpmm = printer.settings.dpmm if printer is not None else 8
    made = raster.draw(label, dpmm)
    size = _("{width:g} x {height:g} mm, {dots} dots a millimetre").format(
        width=label.width, height=label.height, dots=dpmm
    )
    missing = _("no font has: {signs}").format(signs=" ".join(made.unknown)) if made.unknown else ""
    return Drawn(made, tuple(line for line in (size, *found.told, missing) if line))


def _printer(tx: Tx, role: str, station: str) -> Printer | None:
    from printing.printer import parse
    from station.packing.printers import Role, of_station

    chosen = dict(of_station(tx, station))
    if own := os.environ.get("PACKBENCH_PRINTER"):
        chosen[Role.WAYBILL] = own
    url = chosen.get(Role(role)) if role in tuple(Role) else None
    return parse(url) if url else None
