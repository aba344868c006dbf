"""Rows of goods on a sheet: code, name and spec on the left, the count on the right; what does not fit is counted.

Slip receipts and transfer notes use it.
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
