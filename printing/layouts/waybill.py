"""面单: an ordinary parcel's own waybill, 76 x 130 mm and larger.

Carrier number, route, recipient, sender, what is inside (as many rows as fit, the rest counted), the order's short code
as bars and QR for the closing scan, what the packer and the carrier must know. Without a carrier number the order's
short code stands on top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import bars
from printing.label import Align, Area, Code128, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import WaybillFields
from printing.typeset import width_mm
from station.text import _, ngettext

if TYPE_CHECKING:
    from printing.layouts.base import Layout
    from printing.layouts.fields import Item

_QR = 14.5
_DPMM = 8
_ROW = 4.6


class Waybill:
    """The ordinary waybill."""

    fields = WaybillFields
    paper = Paper(76, 130)
    smallest = Paper(76, 130)

    def draw(self, fields: WaybillFields, paper: Paper) -> Label:
        """Place the fields on the paper."""
        spare = paper.height - self.smallest.height
        heights = {
            "head": 9.0,
            "carrier": 18.5 + spare * 0.15,
            "route": 12 + spare * 0.05,
            "recipient": 20 + spare * 0.2,
            "sender": 9.5 + spare * 0.1,
            "items": 35.5 + spare * 0.4,
            "foot": 25.5 + spare * 0.1,
        }
        if not (fields.route or fields.hub):  # a companion label: the strip's room goes to the address
            heights["recipient"] += heights.pop("route")
        y = 0.0
        found: list[Element] = []
        for name, height in heights.items():
            if name not in ("head", "carrier"):
                found.append(parts.rule(y, paper.width))
            found += _STRIPS[name](fields, y, paper.width, height)
            y += height
        return Label(paper.width, paper.height, tuple(found), " ".join((_("Waybill"), fields.short_code)))


def _head(fields: WaybillFields, _y: float, width: float, height: float) -> list[Element]:
    return parts.head(fields.carrier or _("Waybill"), fields.printed, width=width, height=height)


def _carrier(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    return parts.captioned(fields.tracking_no or fields.short_code, Area(0, y + 1.2, width, height - 1.7))


def _route(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    pieces = _("{n} pcs {weight}").format(n=sum(item.qty for item in fields.items), weight=fields.weight).strip()
    hub = _("Hub {name}").format(name=fields.hub) if fields.hub else ""
    return parts.route_line(fields.route, (hub, pieces), y=y, width=width, height=height)


def _recipient(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    return parts.recipient(fields.recipient, y=y, width=width, height=height)


def _sender(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    return parts.sender(fields.sender, fields.return_address, y=y, width=width, height=height)


def _items(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    room = int((height - 2) // _ROW)
    shown = fields.items if len(fields.items) <= room else fields.items[: room - 1]
    found: list[Element] = []
    for n, item in enumerate(shown):
        found += _row(item, y=y + 1.5 + n * _ROW, width=width)
    rest = fields.items[len(shown) :]
    if rest:
        kinds = len(rest)
        words = ngettext("and {n} more kind, see the packing list", "and {n} more kinds, see the packing list", kinds)
        area = Area(parts.MARGIN, y + 1.5 + len(shown) * _ROW, width - 2 * parts.MARGIN, _ROW - 0.5)
        found.append(Text(area, words.format(n=kinds), pt=8, min_pt=7, middle=True))
    return found


def _row(item: Item, *, y: float, width: float) -> list[Element]:
    amount = f"× {item.qty}"
    right = max(width_mm(amount, 10, bold=True), 8)
    inner = width - 2 * parts.MARGIN - right - 1
    spec = min(width_mm(item.spec, 10, bold=True), inner * 0.5) if item.spec else 0.0
    found: list[Element] = [
        Text(Area(width - parts.MARGIN - right, y, right, 4.2), amount, pt=10, bold=item.qty > 1, align=Align.RIGHT)
    ]
    if spec:
        found.append(Text(Area(parts.MARGIN, y, spec, 4.2), item.spec, pt=10, bold=True, min_pt=7))
    start = parts.MARGIN + spec + (1.5 if spec else 0)
    name = " ".join(part for part in (item.name, item.code) if part)
    found.append(Text(Area(start, y + 0.2, parts.MARGIN + inner - start, 4), name, pt=8.5, min_pt=7))
    return found


def _foot(fields: WaybillFields, y: float, width: float, height: float) -> list[Element]:
    top = y + 1
    x = parts.MARGIN + _QR + 0.5
    found: list[Element] = [parts.qr(fields.short_code, x=parts.MARGIN - 1, y=top, size=_QR)]
    label_y = top + 5.5
    if fields.tracking_no and bars.fits_code128(fields.short_code, int((width - x) * _DPMM), module=3):
        found.append(Code128(Area(x, top, width - x, 8), fields.short_code, align=Align.LEFT))
        label_y = top + 8.6
    code = Area(x + 1, label_y, width - x - 3, 5)
    found.append(Text(code, parts.spaced(fields.short_code), pt=14, bold=True, mono=True))
    order = " ".join(part for part in (fields.channel, fields.channel_no) if part)
    shown = [
        (_("Order {number}").format(number=order) if order else "", False),
        (_("Packer: {text}").format(text="；".join(fields.hints)) if fields.hints else "", True),
        (_("Carrier: {text}").format(text=fields.remark) if fields.remark else "", False),
    ]
    notes = [(text, bold) for text, bold in shown if text]
    return found + parts.notes(notes, fields.printed, top=top + _QR, width=width, height=height - _QR - 1.2)


_STRIPS = {
    "head": _head,
    "carrier": _carrier,
    "route": _route,
    "recipient": _recipient,
    "sender": _sender,
    "items": _items,
    "foot": _foot,
}

layout: Layout[WaybillFields] = Waybill()
