"""The scale's word on the box: too light or too heavy, and by which item.

What a parcel should weigh comes from its items: the catalogue's weight, or what the scale taught (sealed parcels of one
SKU only, at least three of them). A box that differs names the piece that is missing or too many, and does not close
until it weighs right, the packer takes a scan back, or a lead finishes it. Without known weights nothing is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.packing.view import Alarm, Result
from station.store import catalogue, choices, packing
from station.store.packing import SEND, PackLine
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Tx

TARE = "tare_g"  # the choice
_LEAST_G = 10
_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Difference:
    """What a box differs by, in grams, and the item that explains it best; no item when none does."""

    grams: int
    row: PackLine | None = None
    pieces: int = 0


def wrong(tx: Tx, order_id: str, grams: int | None) -> Alarm | None:
    """Return the alarm for a box of this weight, ``None`` when it is right or nothing is known."""
    goods = None if grams is None else _goods(tx, order_id)
    if goods is None or grams is None:
        return None
    found = difference(*goods, grams=grams - tare(tx))
    return None if found is None else _alarm(found)


def expected(tx: Tx, order_id: str) -> tuple[int, int] | None:
    """Return the grams from and to which a box is right, ``None`` when a weight is not known."""
    goods = _goods(tx, order_id)
    if goods is None:
        return None
    right, room = _right(*goods)
    return round(right + tare(tx) - room), round(right + tare(tx) + room)


def told(tx: Tx, order_id: str, grams: int | None) -> str:
    """Return the weight of a box and what it should be, as the bench shows it; "" for a box nobody weighed."""
    if grams is None:
        return ""
    span = expected(tx, order_id)
    if span is None:
        return _("Weight {g} g").format(g=grams)
    return _("Weight {g} g, should be {low} to {high} g").format(g=grams, low=span[0], high=span[1])


def difference(rows: Sequence[PackLine], units: Mapping[str, float], *, grams: int) -> Difference | None:
    """Compare the goods of a box with their weight: pure, grams without the packaging."""
    right, room = _right(rows, units)
    off = grams - right
    if abs(off) <= room:
        return None
    best: tuple[float, PackLine, int] | None = None
    for row in rows:
        unit = units[row.sku]
        pieces = max(1, round(abs(off) / unit))
        rest = abs(abs(off) - pieces * unit)
        possible = off > 0 or pieces <= row.wanted
        if possible and rest <= room and (best is None or rest < best[0]):
            best = (rest, row, pieces)
    return Difference(round(off)) if best is None else Difference(round(off), best[1], best[2])


def tare(tx: Tx) -> int:
    """Return what the shop's packaging weighs, in grams."""
    told = choices.get(tx, TARE)
    return int(told) if told.isascii() and told.isdecimal() else 0


def learn(tx: Tx, order_id: str, grams: int | None) -> None:
    """Learn the weight of an SKU from a sealed parcel that holds nothing else."""
    rows = [row for row in packing.lines(tx, order_id) if row.role == SEND and row.wanted]
    if grams is None or len(rows) != 1 or not rows[0].sku or grams <= tare(tx):
        return
    catalogue.learn_weight(tx, rows[0].sku, (grams - tare(tx)) / rows[0].wanted)


def _goods(tx: Tx, order_id: str) -> tuple[list[PackLine], dict[str, float]] | None:
    rows = [row for row in packing.lines(tx, order_id) if row.role == SEND and row.wanted]
    units = catalogue.weights(tx, [row.sku for row in rows if row.sku])
    return (rows, units) if rows and all(row.sku in units for row in rows) else None


def _right(rows: Sequence[PackLine], units: Mapping[str, float]) -> tuple[float, float]:
    """Return what the goods weigh and how far off is still right, less than half of the lightest piece."""
    right = sum(units[row.sku] * row.wanted for row in rows)
    return right, min(max(_LEAST_G, right * _SHARE), max(1.0, min(units.values()) / 2))


def _alarm(found: Difference) -> Alarm:
    grams = abs(found.grams)
    if found.row is None:
        told = (
            _("{g} g too light: something is missing") if found.grams < 0 else _("{g} g too heavy: something is extra")
        )
        return Alarm(Result.WRONG, told.format(g=grams), _("Open the box and count, then weigh again"))
    what = " ".join(part for part in (found.row.name, found.row.spec) if part)
    if found.grams < 0:
        told = _("{g} g too light: {n} × {what} missing").format(g=grams, n=found.pieces, what=what)
        return Alarm(Result.WRONG, told, _("Put it in, then weigh again"))
    told = _("{g} g too heavy: {n} × {what} too many").format(g=grams, n=found.pieces, what=what)
    return Alarm(Result.WRONG, told, _("Take it out, then weigh again"))
