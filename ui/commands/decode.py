"""``decode IMAGE…``: the symbols on pictures, one line of JSON a picture.

A picture that cannot be read is reported on the error channel and the rest goes on; the exit status is then 1.
``ms`` is the time of reading, without loading the file.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.text import _

if TYPE_CHECKING:
    import argparse

    from scanners.engines import Symbol
    from ui.commands.base import Command, Context


class Decode:
    """Reads barcodes and QR codes from picture files."""

    @property
    def help(self) -> str:
        """One line for ``--help``."""
        return _("read barcodes and QR codes from pictures")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the pictures."""
        parser.add_argument("images", nargs="+", metavar="IMAGE", type=Path, help=_("picture file"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Decode each picture."""
        from scanners.picture import BadPictureError

        status = 0
        for path in given.images:
            try:
                value = decoded(path)
            except BadPictureError as error:
                sys.stderr.write(f"{error}\n")
                status = error.exit_status
                value = {"file": str(path), "symbols": [], "ms": 0.0, "error": error.code}
            context.show(value, _lines(value))
        return status


def decoded(path: Path) -> dict[str, Any]:
    """Return the symbols of one file as the command prints them.

    Raises:
        BadPictureError: the file is no picture that can be read.
    """
    from scanners.decode import read_symbols
    from scanners.picture import load

    gray, reduced = load(path)
    start = time.perf_counter()
    symbols = read_symbols(gray)
    ms = round((time.perf_counter() - start) * 1000, 1)
    return {"file": str(path), "symbols": [_symbol(one, reduced) for one in symbols], "ms": ms}


def _symbol(one: Symbol, reduced: int) -> dict[str, Any]:
    return {
        "format": one.format,
        "text": one.text,
        "symbology_identifier": one.symbology_identifier,
        "box": [[x * reduced, y * reduced] for x, y in one.box],
    }


def _lines(value: dict[str, Any]) -> list[str]:
    symbols = value["symbols"]
    if not symbols:
        return [_("{file}: no code found").format(file=value["file"])]
    return [f"{value['file']}: {one['format']}  {one['text']!r}" for one in symbols]


command: Command = Decode()
