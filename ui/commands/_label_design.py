"""``label design export KIND FILE | save FILE | use KIND VERSION | list``: a shop's own layouts as versioned data.

``export`` writes the layout in use (at first the built-in one) as JSON: parts with places in mm, sizes and words with
fields in braces. ``save`` checks it and puts it in use for labels asked for from now on; ``use KIND 0`` goes back.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from printing.layouts.base import Paper
    from ui.commands.base import Context


def configure(verbs: Any) -> None:
    """Add ``design`` with its verbs."""
    design = verbs.add_parser("design", help=_("a shop's own layouts: export, save, use, list"))
    words = design.add_subparsers(dest="word", required=True)
    export = words.add_parser("export", help=_("write the layout in use as JSON"))
    export.add_argument("kind")
    export.add_argument("file", type=Path)
    export.add_argument("--paper", metavar="WxH", help=_("paper in mm, such as 100x150"))
    save = words.add_parser("save", help=_("check a layout and print by it from now on"))
    save.add_argument("file", type=Path)
    use = words.add_parser("use", help=_("go back to another version; 0 is the built-in layout"))
    use.add_argument("kind")
    use.add_argument("version", type=int)
    for verb in (save, use):
        acting(verb)
    words.add_parser("list", help=_("versions of layouts"))


def run(given: argparse.Namespace, context: Context, paper: Paper | None) -> int:
    """Do it."""
    if given.word == "export":
        return _export(given, context, paper)
    return {"save": _save, "use": _use, "list": _list}[given.word](given, context)


def _export(given: argparse.Namespace, context: Context, paper: Paper | None) -> int:
    from printing.layouts import base, design
    from station.store import label_designs

    sample = _sample(given.kind)
    with context.store.read() as tx:
        body = label_designs.active(tx, given.kind)
    if body is None or paper is not None:
        body = design.body(design.starter(given.kind, base.draw(given.kind, sample, paper), sample))
    given.file.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
    shown = {"file": str(given.file), "kind": given.kind, "parts": len(body["parts"])}
    context.show(shown, _("Layout written to {file}").format(file=given.file))
    return 0


def _save(given: argparse.Namespace, context: Context) -> int:
    from printing.layouts import design, faults
    from station.packing import label_layouts

    try:
        made = design.read(json.loads(given.file.read_text(encoding="utf-8")))
    except ValueError as error:
        raise design.DesignError(_("This file is no layout"), _("export one, then change that")) from error
    faults.check(made, _sample(made.kind))
    who = {"operator": given.operator, "station": context.settings.station}
    version = context.store.write(lambda tx: label_layouts.save(tx, design.body(made), **who))
    told = _("Labels of kind {kind} are printed by version {n} from now on").format(kind=made.kind, n=version)
    context.show({"kind": made.kind, "version": version}, told)
    return 0


def _use(given: argparse.Namespace, context: Context) -> int:
    from station.packing import label_layouts

    who = {"operator": given.operator, "station": context.settings.station}
    context.store.write(lambda tx: label_layouts.use(tx, given.kind, given.version, **who))
    return _list(given, context)


def _list(_given: argparse.Namespace, context: Context) -> int:
    from station.store import label_designs

    with context.store.read() as tx:
        rows = label_designs.versions(tx)
    shown = [
        {
            "kind": row.kind,
            "version": row.version,
            "by": row.made_by,
            "at": row.made_at.isoformat(),
            "in_use": bool(row.active),
        }
        for row in rows
    ]
    mark = {True: _("in use"), False: ""}
    context.show(shown, [f"{one['kind']} {one['version']} {one['at']} {mark[bool(one['in_use'])]}" for one in shown])
    return 0


def _sample(kind: str) -> Any:
    from printing.layouts.samples import samples

    known = samples()
    if kind not in known:
        raise UserError(
            _("There is no label called {kind}").format(kind=kind),
            _("choose one of: {names}").format(names=", ".join(sorted(known))),
            code="UNKNOWN_LABEL",
        )
    return known[kind][1]
