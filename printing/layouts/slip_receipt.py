"""手写单回执: what a handwritten slip became, 76 x 130 mm and larger, clipped to the slip or given to the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Area, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import SlipFields
from printing.layouts.rows import item_rows
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_TOP = 41.0
_NOTE = 14.0


class SlipReceipt:
    """The receipt of a slip."""

    fields = SlipFields
    paper = Paper(76, 130)
    smallest = Paper(70, 90)

    def draw(self, fields: SlipFields, paper: Paper) -> Label:
        """Place the slip's order on the paper."""
        width, margin = paper.width, parts.MARGIN
        inner = width - 2 * margin
        facts = (
            _("Slip {number}").format(number=fields.slip_no) if fields.slip_no else "",
            _("Date {date}").format(date=fields.date) if fields.date else "",
        )
        found: list[Element] = [
            *parts.head(_("Slip receipt"), fields.printed, width=width, height=10.5),
            *parts.captioned(fields.short_code, Area(0, 11.5, width, 16)),
            parts.rule(28.3, width),
            Text(Area(margin, 29.5, inner, 5), fields.customer, pt=11, bold=True, min_pt=7, middle=True),
            Text(Area(margin, 35, inner, 4), "   ".join(fact for fact in facts if fact), pt=8.5, min_pt=6.5),
            parts.rule(40, width),
        ]
        found += item_rows(fields.items, top=_TOP, width=width, height=paper.height - _TOP - _NOTE)
        note = paper.height - _NOTE
        found.append(parts.rule(note, width))
        if fields.note:
            words = _("Note: {text}").format(text=fields.note)
            found.append(Text(Area(margin, note + 1, inner, _NOTE - 2), words, pt=9, lines=3, min_pt=7))
        return Label(width, paper.height, tuple(found), " ".join((_("Slip receipt"), fields.short_code)))


layout: Layout[SlipFields] = SlipReceipt()
