"""SKUs into the catalogue, a person's choice of SKU for a channel code, and what both do for waiting orders.

Order lines that nobody could map are looked up again afterwards, and their orders move on by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.intake.lines import map_again
from station.intake.progress import progress
from station.people.permit import act
from station.people.roles import Action
from station.store import catalogue, unmapped
from station.store import orders as master
from station.text import _
from station.tickets.tickets import Kind, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.catalogue.sku import Sku
    from station.store.engine import Store, Tx

_BATCH = 200
_STORED = ("code", "name", "size", "color", "model", "family", "picture", "weight_g", "safety")
EVERYTHING = frozenset((*_STORED, "discontinued", "barcodes", "parts"))


class UnknownSkuError(UserError):
    """No SKU has this code."""

    code = "UNKNOWN_SKU"


@dataclass(frozen=True, slots=True)
class SkusPut:
    """What became of the SKUs; ``mapped`` lines of waiting orders found their SKU."""

    new: int
    updated: int
    unchanged: int
    mapped: int


def put_skus(
    store: Store, skus: Sequence[Sku], *, told: frozenset[str] = EVERYTHING, actor: str = "", station: str = ""
) -> SkusPut:
    """Write SKUs and map waiting order lines; of SKUs that are known only what the file tells of changes.

    Raises:
        station.errors.UserError: the actor may not change the catalogue.
    """
    store.write(lambda tx: act(tx, actor, Action.CATALOGUE, station=station, detail={"skus": len(skus)}))
    outcomes: list[str] = []
    for start in range(0, len(skus), _BATCH):
        outcomes += store.write(partial(_put, part=skus[start : start + _BATCH], told=told))
    mapped = map_waiting(store)
    return SkusPut(outcomes.count("new"), outcomes.count("updated"), outcomes.count("unchanged"), mapped)


def choose_sku(store: Store, channel: str, shop: str, *, code: str, sku: str, by: str, station: str = "") -> int:
    """Remember what a channel code means and return how many waiting lines that mapped.

    Raises:
        UnknownSkuError: there is no such SKU.
        station.errors.UserError: not theirs to say.
    """

    def write(tx: Tx) -> None:
        detail = {"channel": channel, "code": code, "sku": sku}
        act(tx, by, Action.CATALOGUE, station=station, subject=sku, detail=detail)
        if sku not in catalogue.by_codes(tx, [sku]):
            raise unknown_sku(sku)
        catalogue.choose(tx, channel, shop, code=code, sku=sku, by=by)

    store.write(write)
    return map_waiting(store)


def map_waiting(store: Store) -> int:
    """Look up unmapped lines again; their orders move on; return how many lines were mapped."""
    with store.read() as tx:
        waiting = unmapped.orders_with_open_lines(tx)
    return sum(store.write(partial(_map, order_id=order_id)) for order_id in waiting)


def unknown_sku(code: str) -> UnknownSkuError:
    """Return the error for a code the catalogue does not have."""
    return UnknownSkuError(
        _("There is no SKU {code}").format(code=code), _("check the code, or import the catalogue first")
    )


def unknown_parts(tx: Tx, skus: Sequence[Sku]) -> dict[str, str]:
    """Return the part of each bundle that stands neither in the catalogue nor among these SKUs."""
    here = {sku.code for sku in skus}
    wanted = {part for sku in skus for part, _qty in sku.parts} - here
    unknown = wanted - set(catalogue.by_codes(tx, wanted))
    found = {sku.code: next((part for part, _qty in sku.parts if part in unknown), "") for sku in skus}
    return {code: part for code, part in found.items() if part}


def _put(tx: Tx, part: Sequence[Sku], told: frozenset[str]) -> list[str]:
    known = catalogue.by_codes(tx, [sku.code for sku in part])
    outcomes = []
    for sku in part:
        row, values = known.get(sku.code), _values(sku)
        if row is not None:
            values = {name: value if name in told else getattr(row, name) for name, value in values.items()}
        marks = [_scanned(mark) for mark in sku.barcodes] if row is None or "barcodes" in told else None
        inside = sku.parts if row is None or "parts" in told else None
        outcomes.append(catalogue.put_sku(tx, values, barcodes=marks, parts=inside))
    return outcomes


def _scanned(barcode: str) -> tuple[str, int]:
    """Return a barcode and how many pieces one scan of it is: ``6901234567892*12`` stands on a carton of twelve."""
    bare, _sign, pieces = barcode.replace("×", "*").partition("*")
    return (bare, int(pieces)) if pieces.isdecimal() and int(pieces) else (barcode, 1)


def _values(sku: Sku) -> dict[str, Any]:
    return {name: getattr(sku, name) for name in _STORED} | {"discontinued": int(sku.discontinued)}


def _map(tx: Tx, *, order_id: str) -> int:
    mapped = map_again(tx, order_id)
    if mapped:
        if all(line.sku is not None or line.is_gift for line in master.lines(tx, order_id)):
            settle(tx, order_id, kind=Kind.UNMAPPED, by="catalogue")
        progress(tx, order_id)
    return mapped
