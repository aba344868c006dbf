"""扫码枪设置单: what to set in the scanner for one kind of connection, and codes that prove it is set right.

Makers' own configuration codes differ and stand in the scanner's manual; this sheet says which to look for, by the
names the large makers use, and what the test page must show for each test code. One sheet a connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from printing.label import QR, Align, Area, Code128, Element, Frame, Label, Text
from printing.layouts.base import Paper
from printing.layouts.fields import ScannerSetupFields
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

CONNECTIONS = ("wedge_qt", "serial_port", "tcp", "wedge_evdev", "wedge_rawinput", "camera")
LETTERS, CHINESE, SHORT = "Aa-Bb/1234567890$+%", "打包台 中文 测试", "PB-TEST-0001"


@dataclass(frozen=True, slots=True)
class _Way:
    title: str
    steps: tuple[str, ...]
    chinese: bool = True


class ScannerSetup:
    """The sheet."""

    fields = ScannerSetupFields
    paper = Paper(210, 297)
    smallest = Paper(100, 150)

    def draw(self, fields: ScannerSetupFields, paper: Paper) -> Label:
        """Place steps above, test codes below."""
        ways = _ways()
        way = ways.get(fields.connection, ways["wedge_qt"])
        margin = 12.0 if paper.width > 150 else 4.0
        wide = paper.width - 2 * margin
        line = 11.0 if paper.width > 150 else 8.5
        size = 13.0 if paper.width > 150 else 8.0
        found: list[Element] = [Text(Area(margin, margin, wide, 12), way.title, pt=22, bold=True, min_pt=9)]
        top = margin + 14
        for number, step in enumerate(way.steps, 1):
            found.append(Text(Area(margin, top, wide, line), f"{number}. {step}", pt=size, lines=2, min_pt=6))
            top += line
        top += 2
        room = (paper.height - margin - top) / (3 if way.chinese else 2)
        height = min(room, 44.0)
        for told, data in ((_("Letters and marks: the test page shows {code}"), LETTERS), (_("Shows {code}"), SHORT)):
            found += _bars(told.format(code=data), data, Area(margin, top, wide, height - 1))
            top += height
        if way.chinese:
            found += _square(_("Shows {code}").format(code=CHINESE), Area(margin, top, wide, height - 1))
        return Label(paper.width, paper.height, tuple(found), way.title)


def _bars(told: str, data: str, area: Area) -> list[Element]:
    word = Text(Area(area.x + 2, area.y + 1, area.w - 4, 6), told, pt=11, min_pt=6, middle=True)
    inside = Area(area.x + 1, area.y + 8, area.w - 2, area.h - 9)
    return [Frame(area, 0.375), word, Code128(inside, data, least=2, align=Align.CENTER)]


def _square(told: str, area: Area) -> list[Element]:
    side = min(area.h - 3, 30.0)
    word = Text(Area(area.x + side + 6, area.y + 2, area.w - side - 8, 12), told, pt=11, lines=2, min_pt=6)
    return [Frame(area, 0.375), word, QR(Area(area.x + 2, area.y + 1.5, side, side), CHINESE, least=2)]


def _ways() -> dict[str, _Way]:
    reset = _("Scan the maker's “factory defaults” code in the scanner's manual")
    end = _("Suffix: CR (Enter) after each code; prefix: none")
    identifiers = _("AIM identifiers on: “Transmit AIM ID” (then GS1 codes are told apart)")
    us = _("Keyboard country: United States (whatever the computer's layout is)")
    keyboard = _("Interface: “USB keyboard” (HID keyboard)")
    test = _("At the bench press F1 and scan the codes below")
    return {
        "wedge_qt": _Way(_("Scanner as USB keyboard"), (reset, keyboard, us, end, test), chinese=False),
        "wedge_evdev": _Way(
            _("Scanner as USB keyboard, heard by device (Linux)"), (reset, keyboard, us, end, test), chinese=False
        ),
        "wedge_rawinput": _Way(
            _("Scanner as USB keyboard, heard by device (Windows)"), (reset, keyboard, us, end, test), chinese=False
        ),
        "serial_port": _Way(
            _("Scanner as serial port (best)"),
            (
                reset,
                _("Interface: “USB CDC”, “USB Serial” or “USB COM port emulation”; 9600 8N1 if it asks"),
                end,
                identifiers,
                _("Chinese: output UTF-8 or GBK, both are read"),
                test,
            ),
        ),
        "tcp": _Way(
            _("Scanner or gateway on the network"),
            (
                reset,
                _("Mode: TCP client; server: this bench's address, port 9101"),
                end,
                identifiers,
                test,
            ),
        ),
        "camera": _Way(
            _("Camera as scanner"),
            (
                _("Fix the camera 25 to 40 cm above the bench, looking straight down"),
                _("Press F1, choose the camera: the label lies inside the green box and is sharp"),
                _("Bright, even light; no glare on film bags"),
                _("Hold the codes below into the box"),
            ),
        ),
    }


layout: Layout[ScannerSetupFields] = ScannerSetup()
