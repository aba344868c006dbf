"""Parts that several labels share: the black head, a captioned code, the route line, people, the foot.

Each returns elements for a strip of the paper; the layouts stack the strips. Margins and type sizes follow LOOKS.md
(body at least 7 pt) and the drawing of the exchange waybill.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing.label import QR, Align, Area, Code128, Element, Rule, Text
from printing.typeset import width_mm
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.fields import Address, Printed

MARGIN = 2.0
RULE = 0.375  # 3 dots at 8 a millimetre


def spaced(code: str) -> str:
    """Return a long code in groups of four for reading aloud: ``SF14 0000 0000 000``."""
    letters = re.match(r"[A-Za-z]*", code)
    head = letters[0] if letters else ""
    if len(code) < 10 or not code[len(head) :].isdigit():
        return code
    groups = re.findall(r".{1,4}", code[len(head) :])
    return " ".join([head, *groups] if head else groups)


def copy_mark(printed: Printed) -> str:
    """Return ``首印`` or ``补打 1``."""
    if printed.copy_no <= 1:
        return _("First print")
    return _("Reprint {n}").format(n=printed.copy_no - 1)


def station_mark(printed: Printed) -> str:
    """Return the bench's name as people say it: ``3 号台``."""
    if printed.station.isdigit():
        return _("Bench {n}").format(n=printed.station)
    return printed.station


def rule(y: float, width: float) -> Rule:
    """A line from edge to edge."""
    return Rule(Area(0, y, width, RULE))


def head(title: str, printed: Printed, *, width: float, height: float) -> list[Element]:
    """The black strip: the one word, and who printed it when."""
    who = " · ".join(part for part in (copy_mark(printed), station_mark(printed), printed.operator) if part)
    right = max(width_mm(who, 8), width_mm(printed.printed_at, 8)) + 1
    right = min(right, width * 0.6)
    edge = width - MARGIN - right
    half = height / 2
    return [
        Rule(Area(0, 0, width, height)),
        Text(
            Area(MARGIN, 1, edge - MARGIN - 1, height - 2), title, pt=20, bold=True, inverse=True, middle=True, min_pt=9
        ),
        Text(Area(edge, 1, right, half - 1), who, pt=8, align=Align.RIGHT, inverse=True, middle=True),
        Text(Area(edge, half, right, half - 1), printed.printed_at, pt=8, align=Align.RIGHT, inverse=True, middle=True),
    ]


def captioned(code: str, at: Area, *, least: int = 3, align: Align = Align.CENTER, caption: str = "") -> list[Element]:
    """A Code 128 with its text under it."""
    under = 4.0
    bars = Code128(Area(at.x, at.y, at.w, at.h - under - 0.3), code, least=least, align=align)
    text = Area(at.x + 2, at.y + at.h - under, at.w - 4, under)
    return [bars, Text(text, caption or spaced(code), pt=10, mono=True, align=align, middle=True)]


def route_line(route: str, right: tuple[str, str], *, y: float, width: float, height: float) -> list[Element]:
    """The route code as large as it goes, two small facts beside it."""
    small = [text for text in right if text]
    beside = min(max((width_mm(text, 8) for text in small), default=0.0), width * 0.4)
    found: list[Element] = []
    if route:
        area = Area(MARGIN, y + 0.8, width - 2 * MARGIN - beside - (2 if small else 0), height - 1.6)
        found.append(Text(area, route, pt=30, bold=True, min_pt=12, middle=True))
    step = height / 2
    for n, text in enumerate(small):
        area = Area(width - MARGIN - beside, y + 0.8 + n * step, beside, step - 1.2)
        found.append(Text(area, text, pt=8, align=Align.RIGHT, middle=True))
    return found


def recipient(who: Address, *, y: float, width: float, height: float) -> list[Element]:
    """Mark, name and phone large, address below in what lines remain."""
    inner = width - 2 * MARGIN - 7
    name = " ".join(part for part in (who.name, who.phone) if part)
    return [
        Text(Area(MARGIN, y + 1.2, 5.5, 5.5), _("To"), pt=11, bold=True, inverse=True, align=Align.CENTER, middle=True),
        Text(Area(MARGIN + 7, y + 1, inner, 5.2), name, pt=13, bold=True, min_pt=8),
        Text(Area(MARGIN + 7, y + 6.6, inner, height - 7.2), who.address, pt=10, lines=6, min_pt=7),
    ]


def sender(name: str, back: str, *, y: float, width: float, height: float) -> list[Element]:
    """Mark, who sends it, where returns go."""
    inner = width - 2 * MARGIN - 7
    half = (height - 1.6) / 2
    found: list[Element] = [
        Text(Area(MARGIN, y + 1, 5.5, 4), _("From"), pt=8, align=Align.CENTER, middle=True),
        Text(Area(MARGIN + 7, y + 1, inner, half), name, pt=8, min_pt=7, middle=True),
    ]
    if back:
        text = _("Returns to: {address}").format(address=back)
        found.append(Text(Area(MARGIN + 7, y + 1 + half, inner, half), text, pt=8, min_pt=6.5, middle=True))
    return found


def qr(data: str, *, x: float, y: float, size: float) -> QR:
    """A square code of ``size`` mm, quiet zone included."""
    return QR(Area(x, y, size, size), data)


def notes(shown: list[tuple[str, bool]], printed: Printed, *, top: float, width: float, height: float) -> list[Element]:
    """At most three lines of (text, bold) at the foot; the print job's number small on the right."""
    step = height / 3
    found: list[Element] = []
    job = _("Job {number}").format(number=printed.job_id) if printed.job_id else ""
    job_w = min(width_mm(job, 6.5), width * 0.45) if job else 0.0
    for n, (text, bold) in enumerate(shown):
        beside = job_w + 1 if n == 0 else 0
        area = Area(MARGIN, top + n * step, width - 2 * MARGIN - beside, step - 0.1)
        found.append(Text(area, text, pt=8 if step < 4 else 10, bold=bold, lines=max(1, int(step // 3.2)), min_pt=6.5))
    if job:
        found.append(Text(Area(width - MARGIN - job_w, top, job_w, 2.8), job, pt=6.5, align=Align.RIGHT))
    return found
