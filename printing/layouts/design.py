"""A layout a supervisor made: parts with places in mm, as data; checked before a label of it is ever printed.

Words hold fields in braces, such as ``{new.spec}``; a part whose fields are all empty is left out. ``starter`` turns a
built-in layout into such data: a supervisor moves what is there instead of beginning with nothing. ``faults`` refuses
what does not fit, lies on something else, cannot be scanned, or lacks a field the parcel needs. ``base.draw_job``
draws by the design a print job carries, so that a reprint looks like the first print.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from printing.label import QR, Align, Area, Code128, Element, Frame, Label, Rule, Text
from printing.layouts import parts
from printing.layouts.needs import kinds
from printing.layouts.rows import parcel_rows
from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from printing.layouts.needs import Needs

_FIELD = re.compile(r"\{([a-z_.]+)\}")
LOWEST_BARS = 6.0  # mm; lower ones are missed by a scanner held askew
_MOST_PARTS = 200
CODES = ("code128", "qr")
ROWS = "rows"


class DesignError(UserError):
    """A layout a supervisor made must not be used."""

    code = "LABEL_DESIGN"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the label.

    Attributes:
        what: ``text``, ``code128``, ``qr``, ``line``, ``box`` or, for a parcel's goods, ``rows``.
        words: text or code, fields in braces.
        least: dots a module of a code.
    """

    what: str
    x: float
    y: float
    w: float
    h: float
    words: str = ""
    pt: float = 8.0
    min_pt: float = 6.0
    lines: int = 1
    bold: bool = False
    mono: bool = False
    inverse: bool = False
    strike: bool = False
    middle: bool = False
    align: str = "left"
    least: int = 3
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Design:
    """One layout: which label it replaces, its paper, its parts."""

    kind: str
    width: float
    height: float
    parts: tuple[Part, ...]


def read(body: Mapping[str, Any]) -> Design:
    """Build a design from its JSON.

    Raises:
        DesignError: something in it is not understood.
    """
    try:
        made = tuple(_read_part(each) for each in body["parts"])
        design = Design(str(body["kind"]), float(body["width"]), float(body["height"]), made)
    except (KeyError, TypeError, ValueError) as error:
        raise refused(_("a part of it is not understood: {part}").format(part=str(error)[:80])) from error
    can_have = {*_MAKE, ROWS} if _needs(design.kind).rows is not None else {*_MAKE}
    if len(made) > _MOST_PARTS or any(part.what not in can_have for part in made):
        raise refused(_("it has parts no label can have"))
    return design


def _needs(kind: str) -> Needs:
    known = kinds()
    if kind not in known:
        raise refused(_("only these can be laid out: {kinds}").format(kinds=", ".join(sorted(known))))
    return known[kind]


def _read_part(each: Mapping[str, Any]) -> Part:
    part = Part(**each)
    for one in fields(Part):
        value, usual = getattr(part, one.name), one.type
        wanted = {"str": str, "bool": bool, "int": int}.get(str(usual), (int, float))
        if not isinstance(value, wanted):
            raise TypeError(one.name)
    Align(part.align)
    return part


def body(design: Design) -> dict[str, Any]:
    """Return the JSON of a design."""
    return asdict(design)


def label(design: Design, values: Any) -> Label:
    """Draw a label's fields by a design."""
    flat = flatten(values)
    made = (one for part in design.parts if part.shown for one in make(part, flat, values))
    return Label(design.width, design.height, tuple(made), design.kind)


def starter(kind: str, built_in: Label, sample: Any) -> Design:
    """Return a built-in layout as data: what the sample's fields said becomes those fields again.

    Raises:
        DesignError: labels of this kind cannot be laid out.
    """
    flat = sorted(flatten(sample).items(), key=lambda item: -len(item[1]))
    rows = _needs(kind).rows
    goods = None if rows is None else rows(sample, built_in.width, built_in.height)
    kept = [element for element in built_in.elements if goods is None or not _inside(element, goods)]
    found = [_part(element, flat) for element in kept]
    if goods is not None:
        above = sum(element.area.y < goods.y for element in kept)
        found.insert(above, Part(ROWS, round(goods.x, 4), round(goods.y, 4), goods.w, goods.h, words="{items}"))
    return Design(kind, built_in.width, built_in.height, tuple(found))


def _inside(element: Element, area: Area) -> bool:
    at = element.area
    return area.y <= at.y and at.y + at.h <= area.y + area.h


def flatten(values: Any) -> dict[str, str]:
    """Return every field by its name in braces, with the copy mark, the bench, the pieces and spaced codes."""
    flat = _flat(values, "")
    printed = getattr(values, "printed", None)
    if printed is not None:
        flat |= {"copy": parts.copy_mark(printed), "bench": parts.station_mark(printed)}
    if hasattr(values, "weight"):
        count = values.new.qty if hasattr(values, "new") else sum(item.qty for item in values.items)
        flat["pieces"] = _("{n} pcs {weight}").format(n=count, weight=values.weight).strip()
    for item in ("item", "new"):
        if f"{item}.spec" in flat:  # as the built-in layouts do
            flat[f"{item}.spec"] = flat[f"{item}.spec"] or flat[f"{item}.name"]
            code, barcode = flat[f"{item}.code"], flat[f"{item}.barcode"] or flat[f"{item}.code"]
            flat |= {f"{item}.barcode": barcode, f"{item}.caption": code if code == barcode else f"{barcode}  {code}"}
    spaced = {f"{name}.spaced": parts.spaced(value) for name, value in flat.items() if len(value) >= 10}
    amounts = {name.replace(".qty", ".amount"): f"× {value}" for name, value in flat.items() if name.endswith(".qty")}
    return flat | {name: value for name, value in spaced.items() if value != flat[name[: -len(".spaced")]]} | amounts


def _flat(value: Any, name: str) -> dict[str, str]:
    if is_dataclass(value):
        found: dict[str, str] = {}
        for one in fields(value):
            found |= _flat(getattr(value, one.name), f"{name}.{one.name}" if name else one.name)
        return found
    if isinstance(value, tuple):
        return {name: "；".join(_words_of(each) for each in value)}
    return {name: str(value)}


def _words_of(value: Any) -> str:
    if is_dataclass(value):
        row = _flat(value, "")
        return " ".join(part for part in (row.get("spec"), row.get("name"), f"× {row.get('qty')}") if part)
    return str(value)


def names_in(words: str) -> list[str]:
    """Return the fields named in braces."""
    return _FIELD.findall(words)


def make(part: Part, flat: Mapping[str, str], values: Any) -> tuple[Element, ...]:
    """Return a part as elements with the fields' words; none when all its fields are empty."""
    names, area = names_in(part.words), Area(part.x, part.y, part.w, part.h)
    if part.what == ROWS:
        return tuple(parcel_rows(values.items, area))
    if names and not any(flat.get(name) for name in names):
        return ()
    words = _FIELD.sub(lambda found: flat.get(found[1], ""), part.words)
    return (_MAKE[part.what](part, area, words),)


def _text(part: Part, area: Area, words: str) -> Element:
    return Text(
        area,
        words,
        pt=part.pt,
        bold=part.bold,
        mono=part.mono,
        align=Align(part.align),
        lines=part.lines,
        min_pt=part.min_pt,
        inverse=part.inverse,
        strike=part.strike,
        middle=part.middle,
    )


_MAKE: dict[str, Callable[[Part, Area, str], Element]] = {
    "text": _text,
    "code128": lambda part, area, words: Code128(area, words, least=part.least, align=Align(part.align)),
    "qr": lambda part, area, words: QR(area, words, least=part.least),
    "line": lambda _part, area, _words: Rule(area),
    "box": lambda _part, area, _words: Frame(area),
}


def _part(element: Element, flat: list[tuple[str, str]]) -> Part:
    at = element.area
    place = (at.x, at.y, at.w, at.h)
    if isinstance(element, Code128 | QR):
        name = next((f"{{{name}}}" for name, value in flat if value == element.data), element.data)
        what = "qr" if isinstance(element, QR) else "code128"
        align = element.align if isinstance(element, Code128) else Align.CENTER
        return Part(what, *place, words=name, least=element.least, align=str(align))
    if isinstance(element, Text):
        kept = ("pt", "min_pt", "lines", "bold", "mono", "inverse", "strike", "middle")
        styles = {name: getattr(element, name) for name in kept}
        return Part("text", *place, words=_named(element.text, flat), align=str(element.align), **styles)
    return Part("line" if isinstance(element, Rule) else "box", *place)


def _named(words: str, flat: list[tuple[str, str]]) -> str:
    """Put names of fields for their values; single signs stay, they stand in too many words."""
    for name, value in flat:
        if len(value) > 1 and value in words and "{" not in words.partition(value)[0][-1:]:
            words = words.replace(value, f"{{{name}}}")
    return words


def longer(sample: Any) -> Any:
    """Return the sample with long words in every name, remark and address: they must be cut in their places."""
    long = "超长的字" * 40
    kept = {one.name: getattr(sample, one.name) for one in fields(sample)}
    grown: dict[str, Any] = {name: long for name in ("remark", "reason", "sender", "return_address") if kept.get(name)}
    if "recipient" in kept:
        grown["recipient"] = replace(kept["recipient"], address=long, name=long)
    for name in ("new", "item"):
        if name in kept:
            grown[name] = replace(kept[name], name=long, spec=long)
    if "items" in kept:
        grown["items"] = tuple(replace(item, name=long, spec=long) for item in kept["items"]) * 10
    return replace(sample, **grown)


def refused(why: str) -> DesignError:
    """Return the error a person reads."""
    return DesignError(
        _("This layout is not taken: {why}").format(why=why), _("put it right in the layout, then save it again")
    )
