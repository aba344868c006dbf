"""``label render``: draws a label to a file in any printer language; ``label design``: the shop's own layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _
from ui.commands import _label_design

if TYPE_CHECKING:
    import argparse

    from printing.label import Label
    from printing.layouts.base import Paper
    from ui.commands.base import Command, Context


class NoLabelError(UserError):
    """There is nothing to draw."""

    code = "NO_LABEL"


class LabelCommand:
    """Draw labels."""

    @property
    def help(self) -> str:
        """One line."""
        return _("draw a label to a file")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add render."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        render = verbs.add_parser("render", help=_("draw one label"))
        what = render.add_mutually_exclusive_group(required=True)
        what.add_argument("--order", metavar="KEY", help=_("any number of the order"))
        what.add_argument("--sample", metavar="NAME", help=_("an invented label"))
        render.add_argument("--kind", help=_("kind of label: exchange, waybill, item, commands, badge …"))
        render.add_argument("--language", required=True, help=_("printer language or file format"))
        render.add_argument("--dpmm", type=int, choices=(6, 8, 12, 24), default=8, help=_("dots a millimetre"))
        render.add_argument("--paper", metavar="WxH", help=_("paper in mm, such as 100x150"))
        render.add_argument("--out", type=Path, required=True, metavar="FILE")
        _label_design.configure(verbs)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Write the file, or look after the shop's own layouts."""
        if given.verb == "design":
            paper = _paper(given.paper) if getattr(given, "paper", None) else None
            return _label_design.run(given, context, paper)
        return _render(given, context)


def _render(given: argparse.Namespace, context: Context) -> int:
    from printing import raster
    from printing.languages import base as languages
    from printing.settings import PrinterSettings

    language = languages.find(given.language)
    paper = _paper(given.paper) if given.paper else None
    kind, label = _sample(given, paper) if given.sample else _job(given, context, paper=paper)
    settings = PrinterSettings(dpmm=given.dpmm, width=label.width, height=label.height)
    payload = language.encode(label, settings)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(payload)
    unknown = raster.draw(label, given.dpmm).unknown
    shown = {
        "file": str(given.out),
        "kind": kind,
        "language": given.language,
        "dpmm": given.dpmm,
        "width_mm": label.width,
        "height_mm": label.height,
        "bytes": len(payload),
        "codes": codes(label),
        "unknown": list(unknown),
    }
    told = [_("Drawn: {path} ({size} bytes)").format(path=given.out, size=len(payload))]
    if unknown:
        told.append(_("no font has: {signs}").format(signs=" ".join(unknown)))
    context.show(shown, told)
    return 0


def codes(label: Label) -> list[str]:
    """Return what a scanner reads on the label, top to bottom."""
    from printing.label import QR, Code128

    return list(dict.fromkeys(element.data for element in label.elements if isinstance(element, Code128 | QR)))


def _sample(given: argparse.Namespace, paper: Paper | None) -> tuple[str, Label]:
    from printing.layouts import base
    from printing.layouts.samples import samples

    known = samples()
    name = given.sample if given.sample in known else given.kind
    if name not in known or (given.kind and known[name][0] != given.kind):
        raise NoLabelError(
            _("There is no sample called {name}").format(name=given.sample),
            _("choose one of: {names}").format(names=", ".join(sorted(known))),
        )
    kind, fields = known[name]
    return kind, base.draw(kind, fields, paper)


def _job(given: argparse.Namespace, context: Context, *, paper: Paper | None) -> tuple[str, Label]:
    from printing.layouts import base
    from station.orders.find import one
    from station.packing import preview
    from station.store import prints

    with context.store.read() as tx:
        hit = one(tx, given.order)
        jobs = prints.of_order(tx, hit.order_id, given.kind)
        if jobs:
            found = preview.of_job(tx, str(jobs[-1].job_id))
        else:
            found = preview.of_order(tx, hit.order_id, station=context.settings.station)
    if given.kind not in (None, found.kind):
        raise NoLabelError(
            _("Order {code} has no such label").format(code=hit.short_code),
            _("its label is: {kind}").format(kind=found.kind),
        )
    return found.kind, base.draw_job(found.kind, found.fields, paper)


def _paper(text: str) -> Paper:
    from printing.layouts.base import Paper

    width, _x, height = text.lower().partition("x")
    try:
        return Paper(float(width), float(height))
    except ValueError as error:
        raise NoLabelError(
            _("{text} is not a paper size").format(text=text), _("write it like {example}").format(example="100x150")
        ) from error


command: Command = LabelCommand()
