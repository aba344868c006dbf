"""Pick lists: which locked orders somebody fetches now, as one sheet of goods by shelf with a place for each order.

A list is one sheet of paper: orders are taken, what must leave first first, until the sheet is full. Issuing moves
its orders to 拣货中; taking it back returns those no bench has opened. Nothing of a list is stock: the locks were
made when the orders came in. Called by ``pick`` and the desk's page.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.ids import new_order_id, short_code
from station.orders.states import State
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import catalogue
from station.store import flow as stored
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

ROWS = 34  # goods on one sheet
MOST = 40  # orders on one sheet
_LOOKED_AT = 200


class NothingToPickError(UserError):
    """No order waits to be picked."""

    code = "NOTHING_TO_PICK"


@dataclass(frozen=True, slots=True)
class Goods:
    """One row: what to fetch from a warehouse's shelf, and for which places on the list."""

    warehouse: str
    sku: str
    name: str
    spec: str
    qty: int
    places: tuple[tuple[int, int], ...]  # (place of the order, units)


@dataclass(frozen=True, slots=True)
class PickList:
    """One list.

    Attributes:
        orders: (place, short code, state now) of each.
    """

    pick_no: str
    made_at: datetime
    made_by: str
    picker: str
    orders: tuple[tuple[int, str, str], ...]
    goods: tuple[Goods, ...]


def issue(tx: Tx, *, most: int = MOST, picker: str = "", actor: str, station: str) -> PickList:
    """Put the orders that must leave first on a new list.

    Raises:
        NothingToPickError: no locked order is free of holds and open cases.
        station.errors.UserError: not theirs to do.
    """
    require(tx, actor, Action.PICK, station=station)
    wanted = _one_sheet(tx, stored.pickable(tx, limit=_LOOKED_AT), most=max(1, min(most, MOST)))
    if not wanted:
        raise NothingToPickError(
            _("No order waits to be picked"), _("orders come here when their stock is locked and nothing holds them")
        )
    pick_no = "PL" + short_code(new_order_id()).replace("-", "")
    stored.add_picks(tx, pick_no, wanted, station=station, by=actor, picker=picker or actor)
    for order_id in wanted:
        master.set_order(tx, order_id, state=State.PICKING, state_at=tx.now, picklist_at=tx.now)
    record(tx, station, actor=actor, action="pick_list", subject=pick_no, detail={"orders": len(wanted)})
    return show(tx, pick_no)


def show(tx: Tx, pick_no: str) -> PickList:
    """Return a list with what is still to be fetched.

    Raises:
        NothingToPickError: there is no such list.
    """
    rows = stored.pick_list(tx, pick_no.strip().upper())
    if not rows:
        raise NothingToPickError(
            _("There is no pick list {number}").format(number=pick_no[:20]), _("`pick list` shows those there are")
        )
    first = rows[0]
    orders = tuple((row.place, row.short_code, row.state) for row in rows)
    places = {row.order_id: row.place for row in rows if row.state == State.PICKING}
    return PickList(first.pick_no, first.made_at, first.made_by, first.picker, orders, _goods(tx, places))


def take_back(tx: Tx, pick_no: str, *, actor: str, station: str) -> int:
    """Return the orders of a list that no bench has opened to the waiting ones; return how many.

    Raises:
        NothingToPickError: there is no such list.
        station.errors.UserError: not theirs to do.
    """
    require(tx, actor, Action.PICK, station=station)
    listed = show(tx, pick_no)
    back = [row.order_id for row in stored.pick_list(tx, listed.pick_no) if row.state == State.PICKING]
    if back:
        stored.take_off(tx, listed.pick_no, back)
        for order_id in back:
            master.set_order(tx, order_id, state=State.ALLOCATED, state_at=tx.now, picklist_at=None)
        record(tx, station, actor=actor, action="pick_list_back", subject=listed.pick_no, detail={"orders": len(back)})
    return len(back)


def _one_sheet(tx: Tx, waiting: Sequence[Row[Any]], *, most: int) -> list[str]:
    """Return the first orders whose goods fit on one sheet together; one that never fits has a sheet alone."""
    wanted = defaultdict(set)
    for held in stored.goods(tx, [row.order_id for row in waiting]):
        wanted[held.order_id].add((held.warehouse, held.sku))
    chosen: list[str] = []
    rows: set[tuple[str, str]] = set()
    for row in waiting:
        more = rows | wanted[row.order_id]
        if len(chosen) == most or (chosen and len(more) > ROWS):
            break
        if wanted[row.order_id]:
            chosen.append(row.order_id)
            rows = more
    return chosen


def _goods(tx: Tx, places: dict[str, int]) -> tuple[Goods, ...]:
    for_place: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for held in stored.goods(tx, places):
        for_place[held.warehouse, held.sku].append((places[held.order_id], int(held.qty)))
    known = catalogue.by_codes(tx, {sku for _warehouse, sku in for_place})
    found = []
    for (warehouse, sku), several in sorted(for_place.items()):
        item = known.get(sku)
        spec = " ".join(part for part in (item.color, item.size, item.model) if part) if item is not None else ""
        name = item.name if item is not None else ""
        found.append(Goods(warehouse, sku, name, spec, sum(qty for _place, qty in several), tuple(sorted(several))))
    return tuple(found)
