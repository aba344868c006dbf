"""``address parse``: free text into province, city, district, town, street, name and phone."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.text import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ui.commands.base import Command, Context

_COLUMN = "text"


class BadTextFileError(UserError):
    """The file with texts cannot be read."""

    code = "BAD_TEXT_FILE"


class AddressCommand:
    """Take addresses apart."""

    @property
    def help(self) -> str:
        """One line for ``--help``."""
        return _("take an address apart: province, city, district, town, street, name, phone")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add arguments."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        parse = verbs.add_parser("parse", help=_("one text, or each line of a file"))
        source = parse.add_mutually_exclusive_group(required=True)
        source.add_argument("--text", help=_("the address as it was written"))
        source.add_argument("--tsv", type=Path, help=_("file with tabs and a column text"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Show one object a text."""
        texts = [given.text] if given.text is not None else _texts(given.tsv)
        for text in texts:
            value = _parsed(text)
            context.show(value, " | ".join(str(value[name]) for name in list(value)[1:]))
        return 0


def _parsed(text: str) -> dict[str, Any]:
    from station.address.parse import parse

    return {"text": text, **asdict(parse(text))}


def _texts(path: Path) -> Iterator[str]:
    """Yield the column ``text``, or the first column where no header names it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    except UnicodeDecodeError as error:
        raise BadTextFileError(_("The file is not UTF-8"), _("save it as UTF-8 with tabs between columns")) from error
    place, start = (rows[0].index(_COLUMN), 1) if rows and _COLUMN in rows[0] else (0, 0)
    for row in rows[start:]:
        if len(row) > place and row[place].strip():
            yield row[place]


command: Command = AddressCommand()
