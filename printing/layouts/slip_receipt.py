"""手写单回执: what a handwritten slip became, 76 x 130 mm and larger, clipped to the slip or given to the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import SlipFields
from printing.typeset import width_mm
from station.text import _, ngettext

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_ROW = 5.0
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
        found += _rows(fields, width=width, room=int((paper.height - _TOP - _NOTE) // _ROW))
        note = paper.height - _NOTE
        found.append(parts.rule(note, width))
        if fields.note:
            words = _("Note: {text}").format(text=fields.note)
            found.append(Text(Area(margin, note + 1, inner, _NOTE - 2), words, pt=9, lines=3, min_pt=7))
        return Label(width, paper.height, tuple(found), " ".join((_("Slip receipt"), fields.short_code)))


def _rows(fields: SlipFields, *, width: float, room: int) -> list[Element]:
    shown = fields.items if len(fields.items) <= room else fields.items[: room - 1]
    found: list[Element] = []
    for n, item in enumerate(shown):
        y = _TOP + n * _ROW
        amount = f"× {item.qty}"
        right = max(width_mm(amount, 10), 8)
        words = "  ".join(part for part in (item.code, item.name, item.spec) if part)
        found.append(Text(Area(parts.MARGIN, y, width - right - 5, _ROW - 0.6), words, pt=9, min_pt=6.5, middle=True))
        at = Area(width - parts.MARGIN - right, y, right, _ROW - 0.6)
        found.append(Text(at, amount, pt=10, align=Align.RIGHT, middle=True))
    rest = len(fields.items) - len(shown)
    if rest:
        words = ngettext("and {n} more line, see the order", "and {n} more lines, see the order", rest).format(n=rest)
        at = Area(parts.MARGIN, _TOP + len(shown) * _ROW, width - 4, _ROW - 0.6)
        found.append(Text(at, words, pt=8, middle=True))
    return found


layout: Layout[SlipFields] = SlipReceipt()
