"""调拨单: goods go from one warehouse to another, 76 x 130 mm and larger; the ticket's code stands on top to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import TransferFields
from printing.layouts.rows import item_rows
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_TOP = 53.0
_NOTE = 14.0


class TransferNote:
    """The transfer note."""

    fields = TransferFields
    paper = Paper(76, 130)
    smallest = Paper(70, 90)

    def draw(self, fields: TransferFields, paper: Paper) -> Label:
        """Place where from, where to, the goods and why."""
        width, margin = paper.width, parts.MARGIN
        half = width / 2 - margin
        found: list[Element] = [
            *parts.head(_("Transfer note"), fields.printed, width=width, height=10.5),
            *parts.captioned(fields.ticket_no, Area(0, 11.5, width, 16)),
            parts.rule(28.3, width),
            Text(Area(margin, 29.5, half - 1, 3.6), _("From warehouse"), pt=8),
            Text(Area(margin + half + 1, 29.5, half - 1, 3.6), _("To warehouse"), pt=8, align=Align.RIGHT),
            Text(Area(margin, 33.5, half - 4, 7.5), fields.source, pt=16, bold=True, min_pt=8, middle=True),
            Text(Area(width / 2 - 3, 33.5, 6, 7.5), "→", pt=16, bold=True, align=Align.CENTER, middle=True),
            Text(
                Area(margin + half + 4, 33.5, half - 4, 7.5),
                fields.target,
                pt=16,
                bold=True,
                min_pt=8,
                align=Align.RIGHT,
                middle=True,
            ),
            *self._facts(fields, y=42, width=width),
            parts.rule(_TOP - 1, width),
            *item_rows(fields.items, top=_TOP, width=width, height=paper.height - _TOP - _NOTE),
            parts.rule(paper.height - _NOTE, width),
        ]
        signed = Area(margin, paper.height - _NOTE + 1, width - 2 * margin, 4)
        found.append(Text(signed, _("Picked by:            Received by:"), pt=9, min_pt=7))
        return Label(width, paper.height, tuple(found), " ".join((_("Transfer note"), fields.ticket_no)))

    def _facts(self, fields: TransferFields, *, y: float, width: float) -> list[Element]:
        due = _("Due {time}").format(time=fields.due) if fields.due else ""
        order = _("For order {code}").format(code=fields.short_code) if fields.short_code else ""
        reason = _("Reason: {text}").format(text=fields.reason) if fields.reason else ""
        inner = width - 2 * parts.MARGIN
        shown = ("   ".join(part for part in (order, due) if part), reason)
        return [
            Text(Area(parts.MARGIN, y + n * 4.8, inner, 4.4), words, pt=9, min_pt=6.5, middle=True)
            for n, words in enumerate(shown)
            if words
        ]


layout: Layout[TransferFields] = TransferNote()
