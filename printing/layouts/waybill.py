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
from printing.layouts.needs import PARCEL, Needs
from printing.layouts.rows import parcel_rows
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_QR = 14.5
_DPMM = 8
_SMALLEST = Paper(76, 130)


class Waybill:
    """The ordinary waybill."""

    fields = WaybillFields
    paper = _SMALLEST
    smallest = _SMALLEST

    def draw(self, fields: WaybillFields, paper: Paper) -> Label:
        """Place the fields on the paper."""
        y = 0.0
        found: list[Element] = []
        for name, height in _heights(fields, paper.height).items():
            if name not in ("head", "carrier"):
                found.append(parts.rule(y, paper.width))
            found += _STRIPS[name](fields, y, paper.width, height)
            y += height
        return Label(paper.width, paper.height, tuple(found), " ".join((_("Waybill"), fields.short_code)))


def _heights(fields: WaybillFields, height: float) -> dict[str, float]:
    """Return how high each strip is."""
    spare = height - _SMALLEST.height
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
    return heights


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
    return parcel_rows(fields.items, _goods(y, width, height))


def _goods(y: float, width: float, height: float) -> Area:
    return Area(parts.MARGIN, y + 1.5, width - 2 * parts.MARGIN, height - 2)


def _where_goods_stand(fields: WaybillFields, width: float, height: float) -> Area:
    y = 0.0
    for name, tall in _heights(fields, height).items():
        if name == "items":
            return _goods(y, width, tall)
        y += tall
    raise KeyError("items")


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
needs = Needs(
    codes=("tracking_no", "short_code"),
    words=("recipient.address", "items", "copy"),
    papers=PARCEL,
    rows=_where_goods_stand,
)
