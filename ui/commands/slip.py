"""``slip read PHOTO…``: what is written on handwritten slips, as drafts for a person to look over.

Prints one JSON line a photo. A photo that cannot be read has an empty line with its ``error``, is told on stderr, and
the others go on; the exit status is then 1. Pages of a PDF and several slips in one photo are lines of their own,
named ``file.pdf#2``. Codes come from ``--catalog`` (CSV with code,name) or from the store. ``slip recalibrate``
proposes from confirmed slips how clear a line must be to be green, with the figures before and after.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import StationError, UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from scanners.slips.reader import SlipReader
    from ui.commands.base import Command, Context


class BadCatalogueError(UserError):
    """The catalogue file cannot be used."""

    code = "BAD_CATALOGUE"


class Slip:
    """The command."""

    @property
    def help(self) -> str:
        """One translated line."""
        return _("read photos of handwritten slips")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add arguments."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="read|recalibrate")
        read = verbs.add_parser("read", help=self.help)
        read.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
        read.add_argument("--catalog", type=Path, help=_("CSV file with code and name instead of the store's SKUs"))

        again = verbs.add_parser("recalibrate", help=_("learn from confirmed slips how clear a line must be"))
        again.add_argument("--apply", action="store_true", help=_("let the proposal hold"))
        acting(again)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Read the photos, or learn from those that were confirmed."""
        if given.verb == "recalibrate":
            return _recalibrate(given, context)
        from scanners.slips.reader import SlipReader

        names = read_catalogue(given.catalog) if given.catalog is not None else stored_names(context)
        status = 0
        with SlipReader(names) as reader:
            for photo in given.photos:
                for path, draft in _read(reader, photo, photo):
                    draft.pop("likeness", None)  # for the store, not for people
                    status = 1 if draft.get("error") else status
                    context.show({**draft, "file": str(path)}, _lines({**draft, "file": path.name}))
        return status


def _recalibrate(given: argparse.Namespace, context: Context) -> int:
    from station.slips import recalibrate

    if given.apply:
        who = {"actor": given.operator, "station": context.settings.station}
        before, after = context.store.write(lambda tx: recalibrate.adopt(tx, **who))
    else:
        with context.store.read() as tx:
            before, after = recalibrate.compared(tx)
    told = _("leads {code:g} and {qty:g}: {green} of {lines} lines green, {wrong} of them wrong")
    shown = [
        f"{name}: "
        + told.format(code=one.leads.code, qty=one.leads.quantity, green=one.green, lines=one.lines, wrong=one.wrong)
        for name, one in ((_("now"), before), (_("proposed"), after))
    ]
    context.show({"before": asdict(before), "after": asdict(after), "applied": given.apply}, shown)
    return 0


def _read(reader: SlipReader, photo: Path, shown: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Read a photo, or each slip of a file that holds several."""
    from scanners.slips.reader import SeveralSlipsError

    with tempfile.TemporaryDirectory(prefix="slip-") as folder:
        try:
            yield shown, reader.read(photo, Path(folder))
        except SeveralSlipsError as several:
            for page in several.pages:
                yield from _read(reader, page, shown.with_name(page.name))
            for name, error in several.broken.items():
                yield shown.with_name(name), _refused(error)
        except StationError as error:  # a reader that stopped starts again with the next
            yield shown, _refused(error)


def _refused(error: StationError) -> dict[str, Any]:
    from station.slips.draft import SlipDraft

    sys.stderr.write(f"{error}\n")
    return {**SlipDraft({}, ()).as_json(), "ms": None, "error": error.code}


def read_catalogue(path: Path) -> dict[str, str]:
    """Return names by code from a CSV with a heading row.

    Raises:
        BadCatalogueError: not there, not UTF-8 or without the column ``code``.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _bad(path) from error
    if not rows or "code" not in rows[0]:
        raise _bad(path)
    return {row["code"]: row.get("name") or "" for row in rows if row["code"]}


def stored_names(context: Context) -> dict[str, str]:
    """Return names with their spec by code from the store."""
    from station.store import catalogue

    with context.store.read() as tx:
        return {row.code: row.name or "" for row in catalogue.everything(tx)}


def _bad(path: Path) -> BadCatalogueError:
    return BadCatalogueError(
        _("The catalogue {name} cannot be used").format(name=path.name),
        _("give a CSV file in UTF-8 with the columns code and name"),
    )


def _lines(draft: dict[str, Any]) -> Iterable[str]:
    yield _("{file}: {n} lines").format(file=draft["file"], n=len(draft["items"]))
    if told := draft.get("told"):
        yield f"  ! {told['happened']}: {told['remedy']}"
    for item in draft["items"]:
        mark = "?" if item["needs_review"] else "✓"
        yield f"  {mark} {item['code'] or item['raw']} × {item['qty'] or '?'} {item['unit']} {item['name']}".rstrip()


command: Command = Slip()
