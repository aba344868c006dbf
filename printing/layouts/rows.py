"""Rows of goods on a sheet: what they are on the left, the count on the right; what does not fit is counted.

Slip receipts and transfer notes use ``item_rows``; waybills, built-in or laid out by a shop, ``parcel_rows``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Element, Text
from printing.layouts import parts
from printing.typeset import width_mm
from station.text import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from printing.layouts.fields import Item

HEIGHT = 5.0
_PARCEL = 4.6


def item_rows(items: Sequence[Item], *, top: float, width: float, height: float) -> list[Element]:
    """Return as many rows as the height holds; the last says how many lines more there are."""
    room = int(height // HEIGHT)
    shown = items if len(items) <= room else items[: room - 1]
    found: list[Element] = []
    for n, item in enumerate(shown):
        y = top + n * HEIGHT
        amount = f"× {item.qty}"
        right = max(width_mm(amount, 10), 8)
        words = "  ".join(part for part in (item.code, item.name, item.spec) if part)
        left = Area(parts.MARGIN, y, width - right - 5, HEIGHT - 0.6)
        found.append(Text(left, words, pt=9, min_pt=6.5, middle=True))
        at = Area(width - parts.MARGIN - right, y, right, HEIGHT - 0.6)
        found.append(Text(at, amount, pt=10, align=Align.RIGHT, middle=True))
    rest = len(items) - len(shown)
    if rest:
        words = ngettext("and {n} more line, see the order", "and {n} more lines, see the order", rest).format(n=rest)
        at = Area(parts.MARGIN, top + len(shown) * HEIGHT, width - 2 * parts.MARGIN, HEIGHT - 0.6)
        found.append(Text(at, words, pt=8, middle=True))
    return found


def parcel_rows(items: Sequence[Item], at: Area) -> list[Element]:
    """Return as many rows of a parcel's contents as the area holds, what differs first and bold."""
    room = max(1, int(at.h // _PARCEL))
    shown = items if len(items) <= room else items[: room - 1]
    found = [element for n, item in enumerate(shown) for element in _parcel_row(item, at, at.y + n * _PARCEL)]
    rest = len(items) - len(shown)
    if rest:
        words = ngettext("and {n} more kind, see the packing list", "and {n} more kinds, see the packing list", rest)
        area = Area(at.x, at.y + len(shown) * _PARCEL, at.w, _PARCEL - 0.5)
        found.append(Text(area, words.format(n=rest), pt=8, min_pt=7, middle=True))
    return found


def _parcel_row(item: Item, at: Area, y: float) -> list[Element]:
    amount = f"× {item.qty}"
    right = max(width_mm(amount, 10, bold=True), 8)
    inner = at.w - right - 1
    spec = min(width_mm(item.spec, 10, bold=True), inner * 0.5) if item.spec else 0.0
    found: list[Element] = [
        Text(Area(at.x + at.w - right, y, right, 4.2), amount, pt=10, bold=item.qty > 1, align=Align.RIGHT)
    ]
    if spec:
        found.append(Text(Area(at.x, y, spec, 4.2), item.spec, pt=10, bold=True, min_pt=7))
    start = at.x + spec + (1.5 if spec else 0)
    name = " ".join(part for part in (item.name, item.code) if part)
    found.append(Text(Area(start, y + 0.2, at.x + inner - start, 4), name, pt=8.5, min_pt=7))
    return found
