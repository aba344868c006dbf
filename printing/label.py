"""A label before any printer knows of it: millimetres, elements and the rules they must keep.

A layout makes a ``Label``; ``raster`` draws it at the printer's dots, ``languages/pdf`` as vectors. Sizes are mm,
type is in points. Codes are drawn at whole dots a module with their quiet zone inside their area; no two things
that must be read may overlap (PRINTING.md sections 3-5, LOOKS.md "Desk, labels, reports").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from station.errors import UserError
from station.text import _

SMALLEST_PT = 6.0
LINE_HEIGHT = 1.2  # of the type size


class LabelDoesNotFitError(UserError):
    """The label cannot be drawn readably on this paper."""

    code = "LABEL_DOES_NOT_FIT"


class BarcodeDataError(UserError):
    """A text that must become a barcode cannot."""

    code = "BARCODE_DATA"


class Align(StrEnum):
    """Where a text or code stands in its area."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Dots(NamedTuple):
    """A rectangle in whole dots; right and bottom are outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Dots across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Dots down."""
        return self.bottom - self.top

    def meets(self, other: Dots) -> bool:
        """Tell whether the two share a dot."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Area(NamedTuple):
    """A rectangle in mm from the top left corner of the label."""

    x: float
    y: float
    w: float
    h: float

    def dots(self, dpmm: int) -> Dots:
        """Return the rectangle at a printer's dots."""
        return _dots(self, dpmm)


@lru_cache(maxsize=2048)
def _dots(at: Area, dpmm: int) -> Dots:
    """Most things of a kind of label stand where they stood on the last one."""
    return Dots(round(at.x * dpmm), round(at.y * dpmm), round((at.x + at.w) * dpmm), round((at.y + at.h) * dpmm))


@dataclass(frozen=True, slots=True)
class Text:
    """Words in an area: shrunk to ``min_pt``, wrapped to ``lines``, cut with an ellipsis when still too long.

    Attributes:
        inverse: white on a black area.
        strike: a line through the words.
        middle: stand in the middle of the area's height instead of at its top.
    """

    area: Area
    text: str
    pt: float = 8.0
    bold: bool = False
    mono: bool = False
    align: Align = Align.LEFT
    lines: int = 1
    min_pt: float = SMALLEST_PT
    inverse: bool = False
    strike: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Code128:
    """A bar code at the widest whole module that fits, never below ``least`` dots; quiet zone inside the area."""

    area: Area
    data: str
    least: int = 3
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class QR:
    """A QR code at the widest whole module that fits, never below 3 dots; quiet zone inside the area."""

    area: Area
    data: str
    least: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A black bar: a dividing line when thin, a background when large."""

    area: Area


@dataclass(frozen=True, slots=True)
class Frame:
    """The outline of an area, drawn inside it."""

    area: Area
    thickness: float = 0.25


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG reduced to black and white, as large as fits the area."""

    area: Area
    png: bytes


Element = Text | Code128 | QR | Rule | Frame | Picture
_READ = (Text, Code128, QR, Picture)


@dataclass(frozen=True, slots=True)
class Label:
    """One label of ``width`` x ``height`` mm; ``title`` names it in a PDF and for support, never a person."""

    width: float
    height: float
    elements: tuple[Element, ...]
    title: str = ""

    def check(self, dpmm: int) -> None:
        """See that everything is on the paper and nothing that must be read is covered.

        Raises:
            LabelDoesNotFitError: an element leaves the paper or lies on another.
        """
        paper = Area(0, 0, self.width, self.height).dots(dpmm)
        placed = [(element, element.area.dots(dpmm)) for element in self.elements]
        for element, at in placed:
            if at.left < 0 or at.top < 0 or at.right > paper.right or at.bottom > paper.bottom or at.width < 1:
                raise _does_not_fit(_("{part} lies outside the paper").format(part=type(element).__name__))
        _check_apart([(element, at) for element, at in placed if isinstance(element, _READ)])
        codes = [(element, at) for element, at in placed if isinstance(element, Code128 | QR)]
        drawn = [(element, line.dots(dpmm)) for element in self.elements for line in _black(element)]
        for (code, here), (shape, there) in product(codes, drawn):
            if here.meets(there):
                raise _covered(code, shape)


def _check_apart(read: list[tuple[Element, Dots]]) -> None:
    """Go down the paper with the things that reach so far: a label has many lines, few beside each other."""
    beside: list[tuple[Element, Dots]] = []
    for element, here in sorted(read, key=lambda one: one[1].top):
        beside = [one for one in beside if one[1].bottom > here.top]
        for other, there in beside:
            if here.meets(there):
                raise _covered(other, element)
        beside.append((element, here))


def _black(element: Element) -> tuple[Area, ...]:
    if isinstance(element, Rule):
        return (element.area,)
    if isinstance(element, Frame):
        at, thick = element.area, element.thickness
        return (
            Area(at.x, at.y, at.w, thick),
            Area(at.x, at.y + at.h - thick, at.w, thick),
            Area(at.x, at.y, thick, at.h),
            Area(at.x + at.w - thick, at.y, thick, at.h),
        )
    return ()


def _covered(one: Element, other: Element) -> LabelDoesNotFitError:
    return _does_not_fit(
        _("{part} and {other} lie on each other").format(part=type(one).__name__, other=type(other).__name__)
    )


def _does_not_fit(why: str) -> LabelDoesNotFitError:
    return LabelDoesNotFitError(
        _("This label does not fit the paper: {why}").format(why=why), _("choose larger paper for this label")
    )
