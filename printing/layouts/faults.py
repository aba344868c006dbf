"""What is wrong with a layout, and at which of its parts: the reasons ``check`` refuses it for.

Each part is drawn alone and against the others, with the sample's words and with far longer ones, at 203 and 300
dots an inch; each code is read back from the raster that prints. The designer shows every fault at its part, ``label
design save`` and the designer's save tell the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import zxingcpp
from PIL import ImageOps

from printing import raster
from printing.label import QR, Code128, Label
from printing.layouts import design as designs
from printing.layouts.needs import kinds
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

    from printing.label import Element
    from printing.layouts.design import Design

RESOLUTIONS = (8, 12)  # dots a millimetre
_AROUND = 40  # white dots around the label, so that a code at its edge has what the paper's edge gives it

Placed = list[tuple[int, "Element"]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason.

    Attributes:
        part: its place among the layout's parts; ``None`` when it belongs to none.
    """

    part: int | None
    why: str


def check(design: Design, sample: Any) -> None:
    """See that labels of this design may be printed; ``sample`` is a whole label of its kind.

    Raises:
        DesignError: why not.
    """
    found = find(design, sample)
    if found:
        raise designs.refused(found[0].why)


def find(design: Design, sample: Any) -> tuple[Fault, ...]:
    """Return everything wrong with a layout, nothing when labels may be printed by it."""
    found = _of_fields(design, designs.flatten(sample))
    for values in (sample, designs.longer(sample)):
        for dpmm in RESOLUTIONS:
            found += drawn(design, values, dpmm)[1]
    return tuple(dict.fromkeys(found))


def drawn(design: Design, values: Any, dpmm: int) -> tuple[raster.Raster, list[Fault]]:
    """Return the label as it prints, without the parts that cannot be drawn, and why those cannot."""
    flat = designs.flatten(values)
    shown = [(n, part) for n, part in enumerate(design.parts) if part.shown]
    placed: Placed = [(n, one) for n, part in shown for one in designs.make(part, flat, values)]
    faults = [Fault(n, why) for n, one in placed if (why := _refusal(design, one, dpmm=dpmm))]
    bad = {fault.part for fault in faults}
    placed = [(n, one) for n, one in placed if n not in bad]
    label = Label(design.width, design.height, tuple(one for _n, one in placed))
    ink = raster.ink(label, dpmm)
    try:
        label.check(dpmm)
    except UserError:
        faults += _meeting(design, placed, dpmm)
    return ink, faults + _unread(ink, placed, dpmm)


def _refusal(design: Design, *elements: Element, dpmm: int) -> str:
    label = Label(design.width, design.height, elements)
    try:
        if len(elements) > 1:
            label.check(dpmm)
        else:
            raster.draw(label, dpmm)
    except UserError as error:
        return error.happened
    return ""


def _meeting(design: Design, placed: Placed, dpmm: int) -> list[Fault]:
    """Return which parts lie on each other, the later one told of."""
    told = _("It lies on {part}")
    return [
        Fault(m, told.format(part=design.parts[n].words or design.parts[n].what))
        for (n, a), (m, b) in combinations(placed, 2)
        if n != m and _refusal(design, a, b, dpmm=dpmm)
    ]


def _unread(ink: raster.Raster, placed: Placed, dpmm: int) -> list[Fault]:
    """Return the codes a scanner does not read on the whole label."""
    wanted = [(n, one) for n, one in placed if isinstance(one, Code128 | QR)]
    picture: Image = ImageOps.expand(ink.picture(), _AROUND, fill=255)
    read = {code.text for code in zxingcpp.read_barcodes(picture)} if wanted else set()
    told = _("a scanner does not read its code {code}")
    return [Fault(n, told.format(code=one.data)) for n, one in wanted if one.data not in read]


def _of_fields(design: Design, flat: Mapping[str, str]) -> list[Fault]:
    parts = list(enumerate(design.parts))
    shown = [(n, part) for n, part in parts if part.shown]
    names = {n: designs.names_in(part.words) for n, part in parts}
    found = [
        Fault(n, _("there is no field called {name}").format(name=name))
        for n, _part in shown
        for name in names[n]
        if name not in flat
    ]
    needs = kinds()[design.kind]
    told = {True: _("the code of {name} is missing"), False: _("the field {name} is missing")}
    for name, coded in [*((name, True) for name in needs.codes), *((name, False) for name in needs.words)]:
        holders = [n for n, part in parts if name in names[n] and (not coded or part.what in designs.CODES)]
        if not any(design.parts[n].shown for n in holders):
            found.append(Fault(holders[0] if holders else None, told[coded].format(name=name)))
    low = _("the bars of {code} are lower than {mm} mm")
    return found + [
        Fault(n, low.format(code=part.words, mm=designs.LOWEST_BARS))
        for n, part in shown
        if part.what == "code128" and part.h < designs.LOWEST_BARS
    ]
