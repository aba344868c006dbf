"""换货面单: the new item goes out, the old one is expected back (looks/exchange-waybill, PRINTING.md section 3).

From top to bottom: 【换货】 reversed, carrier number, route, recipient, sender and return address, the NEW item large
with its own barcode, the OLD item struck through in words only, exchange number as bars and QR, what the packer and
the carrier must know. 76 x 130 mm is the common one-ply size; taller paper gives its room to addresses and hints.
Without a carrier number (platform-encrypted orders) the exchange number stands on top: a companion label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import bars
from printing.label import Align, Area, Code128, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import ExchangeFields
from printing.layouts.needs import PARCEL, Needs
from printing.typeset import width_mm
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_QR = 14.5
_DPMM = 8  # codes that fit at 203 dpi fit at 300


class Exchange:
    """The exchange waybill."""

    fields = ExchangeFields
    paper = Paper(76, 130)
    smallest = Paper(76, 130)

    def draw(self, fields: ExchangeFields, paper: Paper) -> Label:
        """Place the fields on the paper."""
        spare = paper.height - self.smallest.height
        heights = {
            "head": 10.5,
            "carrier": 17.5 + spare * 0.15,
            "route": 11 + spare * 0.05,
            "recipient": 16.5 + spare * 0.25,
            "sender": 9.5 + spare * 0.1,
            "new": 30 + spare * 0.15,
            "old": 10 + spare * 0.05,
            "foot": 25 + spare * 0.25,
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
        title = " ".join(part for part in (_("Exchange waybill"), fields.exchange_no) if part)
        return Label(paper.width, paper.height, tuple(found), title)


def _head(fields: ExchangeFields, _y: float, width: float, height: float) -> list[Element]:
    return parts.head(_("[EXCHANGE]"), fields.printed, width=width, height=height)


def _carrier(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    code = fields.tracking_no or fields.exchange_no
    caption = " ".join(part for part in (fields.carrier if fields.tracking_no else "", parts.spaced(code)) if part)
    return parts.captioned(code, Area(0, y + 1.2, width, height - 1.7), caption=caption)


def _route(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    pieces = _("{n} pcs {weight}").format(n=fields.new.qty, weight=fields.weight).strip()
    hub = _("Hub {name}").format(name=fields.hub) if fields.hub else ""
    return parts.route_line(fields.route, (hub, pieces), y=y, width=width, height=height)


def _recipient(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    return parts.recipient(fields.recipient, y=y, width=width, height=height)


def _sender(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    return parts.sender(fields.sender, fields.return_address, y=y, width=width, height=height)


def _new(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    item = fields.new
    amount = f"× {item.qty}"
    tag = width_mm(_("NEW"), 10, bold=True) + 2
    right = max(width_mm(amount, 18, bold=True), 8)
    spec_x = parts.MARGIN + tag + 2
    spec_w = width - spec_x - right - parts.MARGIN - 1
    name = " ".join(part for part in (item.name, item.code) if part)
    found: list[Element] = [
        Text(
            Area(parts.MARGIN, y + 2, tag, 5.5),
            _("NEW"),
            pt=10,
            bold=True,
            inverse=True,
            align=Align.CENTER,
            middle=True,
        ),
        Text(Area(spec_x, y + 1.2, spec_w, 7.5), item.spec or item.name, pt=18, bold=True, min_pt=9, middle=True),
        Text(
            Area(width - parts.MARGIN - right, y + 1.2, right, 7.5),
            amount,
            pt=18 if item.qty > 1 else 12,
            bold=item.qty > 1,
            align=Align.RIGHT,
            middle=True,
        ),
        Text(Area(parts.MARGIN, y + 9.2, width - 2 * parts.MARGIN, 4), name, pt=9, min_pt=6.5),
    ]
    code = item.barcode or item.code
    return found + parts.captioned(code, Area(0, y + 13.6, width, height - 14.2), least=2)


def _old(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    words = _("Old item comes back:")
    half = (height - 1.6) / 2
    start = parts.MARGIN + width_mm(words, 9)
    spec = fields.old.spec or fields.old.name
    spec_w = min(width_mm(spec, 9), (width - start) * 0.6)
    found: list[Element] = [
        Text(Area(parts.MARGIN, y + 1, start - parts.MARGIN, half), words, pt=9, middle=True),
        Text(Area(start, y + 1, spec_w, half), spec, pt=9, strike=True, middle=True),
        Text(
            Area(start + spec_w + 2, y + 1, width - start - spec_w - 2 - parts.MARGIN, half),
            fields.old.code,
            pt=9,
            middle=True,
        ),
    ]
    if fields.reason:
        reason = _("Reason: {text}").format(text=fields.reason)
        found.append(Text(Area(parts.MARGIN, y + 1 + half, width - 4, half), reason, pt=8, min_pt=7, middle=True))
    return found


def _foot(fields: ExchangeFields, y: float, width: float, height: float) -> list[Element]:
    top = y + 1
    x = parts.MARGIN + _QR + 0.5
    found: list[Element] = [parts.qr(fields.exchange_no, x=parts.MARGIN - 1, y=top, size=_QR)]
    beside = fields.tracking_no and bars.fits_code128(fields.exchange_no, int((width - x) * _DPMM), module=3)
    label_y = top + 5.5
    if beside:
        found.append(Code128(Area(x, top, width - x, 8), fields.exchange_no, align=Align.LEFT))
        label_y = top + 8.6
    original = " ".join(part for part in (fields.channel, fields.channel_no, fields.original) if part)
    found.append(
        Text(Area(x + 1, label_y, width - x - 3, 5), parts.spaced(fields.exchange_no), pt=14, bold=True, mono=True)
    )
    notes = [
        (_("Original order {number}").format(number=original) if original else "", False),
        (_("Packer: {text}").format(text="；".join(fields.hints)) if fields.hints else "", True),
        (_("Carrier: {text}").format(text=fields.remark) if fields.remark else "", False),
    ]
    shown = [(text, bold) for text, bold in notes if text]
    return found + parts.notes(shown, fields.printed, top=top + _QR, width=width, height=height - _QR - 1.2)


_STRIPS = {
    "head": _head,
    "carrier": _carrier,
    "route": _route,
    "recipient": _recipient,
    "sender": _sender,
    "new": _new,
    "old": _old,
    "foot": _foot,
}

layout: Layout[ExchangeFields] = Exchange()
needs = Needs(
    codes=("tracking_no", "new.barcode", "exchange_no"),
    words=("new.spec", "old.code", "recipient.address", "copy"),
    papers=PARCEL,
)
