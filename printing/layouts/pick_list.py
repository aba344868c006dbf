"""拣货单: one A4 sheet of what to fetch, shelf by shelf, and for which places; below, the order of each place.

Rows grow smaller when there are many; a list that cannot be read is refused. ``station/intake/pick.py`` makes lists
that fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Code128, Element, Frame, Label, LabelDoesNotFitError, Rule, Text
from printing.layouts.base import Paper
from printing.layouts.fields import PickListFields
from station.text import _, ngettext

if TYPE_CHECKING:
    from printing.layouts.base import Layout
    from printing.layouts.fields import PickRow

_MARGIN = 10.0
_HEAD = 34.0
_ORDER = 7.0  # height of one line of orders
_ACROSS = 4
_ROW, _LEAST = 6.2, 4.2


class PickListSheet:
    """The sheet."""

    fields = PickListFields
    paper = Paper(210, 297)
    smallest = Paper(200, 270)

    def draw(self, fields: PickListFields, paper: Paper) -> Label:
        """Place head, goods and orders."""
        inner = paper.width - 2 * _MARGIN
        lines = -(-len(fields.orders) // _ACROSS)
        foot = paper.height - _MARGIN - lines * _ORDER
        top = _HEAD + 7
        height = min(_ROW, (foot - top - 6) / max(1, len(fields.rows)))
        if height < _LEAST:
            raise LabelDoesNotFitError(
                _("{n} rows do not fit on one sheet").format(n=len(fields.rows)), _("put fewer orders on the list")
            )
        found = [*_head(fields, inner), *_titles(inner)]
        for place, row in enumerate(fields.rows):
            found += _row(row, Area(_MARGIN, top + place * height, inner, height))
        found.append(Rule(Area(_MARGIN, foot - 2, inner, 0.375)))
        for place, (number, code) in enumerate(fields.orders):
            x = _MARGIN + (place % _ACROSS) * inner / _ACROSS
            at = Area(x, foot + place // _ACROSS * _ORDER, inner / _ACROSS - 2, _ORDER - 1)
            found.append(Text(at, f"{number}.  {code}", pt=10, min_pt=7, middle=True))
        return Label(paper.width, paper.height, tuple(found), " ".join((_("Pick list"), fields.pick_no)))


def _head(fields: PickListFields, inner: float) -> list[Element]:
    goods = sum(row.qty for row in fields.rows)
    words = (
        ngettext("{n} order", "{n} orders", len(fields.orders)).format(n=len(fields.orders)),
        ngettext("{n} piece", "{n} pieces", goods).format(n=goods),
        _("Picker {name}").format(name=fields.picker) if fields.picker else "",
    )
    made = _("Made {time} by {name}").format(time=fields.made_at, name=fields.made_by)
    half = inner / 2
    return [
        Text(Area(_MARGIN, _MARGIN, half, 11), _("Pick list"), pt=24, bold=True, min_pt=14, middle=True),
        Text(Area(_MARGIN, _MARGIN + 12, half, 6), "   ".join(word for word in words if word), pt=11, min_pt=7),
        Text(Area(_MARGIN, _MARGIN + 18, half, 5), made, pt=9, min_pt=6),
        Code128(Area(_MARGIN + half, _MARGIN, half, 13), fields.pick_no, least=3, align=Align.RIGHT),
        Text(Area(_MARGIN + half, _MARGIN + 14, half, 6), fields.pick_no, pt=11, align=Align.RIGHT),
    ]


def _columns(area: Area) -> tuple[Area, ...]:
    """Return the places of tick box, warehouse, SKU, name, quantity and places in a row."""
    widths = (5.0, 24.0, 42.0, area.w - 5 - 24 - 42 - 16 - 42, 16.0, 42.0)
    found, x = [], area.x
    for wide in widths:
        found.append(Area(x, area.y, wide - 1.5, area.h))
        x += wide
    return tuple(found)


def _titles(inner: float) -> list[Element]:
    _tick, *columns = _columns(Area(_MARGIN, _HEAD, inner, 5.5))
    words = (_("Warehouse"), _("SKU"), _("Item"), _("Pieces"), _("For order"))
    found: list[Element] = [Text(at, word, pt=9, min_pt=6) for at, word in zip(columns, words, strict=True)]
    return [*found, Rule(Area(_MARGIN, _HEAD + 5.8, inner, 0.375))]


def _row(row: PickRow, area: Area) -> list[Element]:
    tick, *columns = _columns(area)
    side = min(3.5, area.h - 1)
    item = "  ".join(part for part in (row.name, row.spec) if part)
    values = (row.warehouse, row.sku, item, str(row.qty), row.places)
    inside = [Area(at.x, at.y, at.w, area.h - 0.6) for at in columns]
    found: list[Element] = [Frame(Area(tick.x, area.y + (area.h - side) / 2, side, side), 0.25)]
    for at, value, bold in zip(inside, values, (False, True, False, True, False), strict=True):
        found.append(Text(at, value, pt=10, bold=bold, min_pt=6, middle=True))
    return found


layout: Layout[PickListFields] = PickListSheet()
