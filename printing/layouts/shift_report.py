"""班次小结: what one shift did, 76 x 130 mm and larger: a line a figure, then what is left for the next shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import ShiftFields
from station.text import _, ngettext

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_TOP = 24.0
_ROW = 6.5
_NOTE = 24.0


class ShiftReport:
    """The shift report."""

    fields = ShiftFields
    paper = Paper(76, 130)
    smallest = Paper(70, 90)

    def draw(self, fields: ShiftFields, paper: Paper) -> Label:
        """Place the figures one below the other."""
        width, margin = paper.width, parts.MARGIN
        inner = width - 2 * margin
        note = paper.height - _NOTE
        time = _("{start} to {end}").format(start=fields.began, end=fields.ended)
        found: list[Element] = [
            *parts.head(_("Shift report"), fields.printed, width=width, height=10.5),
            Text(Area(margin, 11.5, inner, 5.5), fields.people, pt=11, bold=True, min_pt=7, middle=True),
            Text(Area(margin, 17.5, inner, 4), time, pt=9, min_pt=6.5, middle=True),
            parts.rule(_TOP - 1.5, width),
        ]
        room = int((note - _TOP) // _ROW)
        shown = fields.figures if len(fields.figures) <= room else fields.figures[: room - 1]
        for n, (name, value) in enumerate(shown):
            y = _TOP + n * _ROW
            found.append(Text(Area(margin, y, inner * 0.62, _ROW - 1), name, pt=10, min_pt=6.5, middle=True))
            at = Area(margin + inner * 0.64, y, inner * 0.36, _ROW - 1)
            found.append(Text(at, value, pt=14, bold=True, min_pt=7, align=Align.RIGHT, middle=True))
        rest = len(fields.figures) - len(shown)
        if rest:
            words = ngettext("and {n} more line", "and {n} more lines", rest).format(n=rest)
            found.append(Text(Area(margin, _TOP + len(shown) * _ROW, inner, 4), words, pt=8))
        found.append(parts.rule(note, width))
        found.append(Text(Area(margin, note + 1, inner, 4), _("For the next shift:"), pt=9, bold=True))
        if fields.note:
            found.append(Text(Area(margin, note + 6, inner, _NOTE - 7), fields.note, pt=9, lines=4, min_pt=7))
        return Label(width, paper.height, tuple(found), _("Shift report"))


layout: Layout[ShiftFields] = ShiftReport()
