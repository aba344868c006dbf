"""What a command of the command line is.

To add one, write ``ui/commands/<name>.py`` with ``command: Command = Mine()``: the file name is the word a person
types. ``configure`` adds arguments, ``run`` does the work and returns the exit status. Print results with
``Context.show`` only, so that ``--json`` holds for every command. Raise ``UserError``/``DeviceError`` for what a
person must read: ``main.py`` prints them as ``CODE: what happened; what to do``.
Heavy imports (Qt, cv2, OCR, reportlab) belong inside ``run``.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from station import settings
from station.text import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from station.store.engine import Store


@dataclass
class Context:
    """What ``main.py`` hands to a command.

    Attributes:
        store_url: value of ``--store``; ``None`` for the default.
        as_json: ``--json`` was given.
    """

    store_url: str | None
    as_json: bool

    @cached_property
    def settings(self) -> settings.Settings:
        """Paths, store and station of this run."""
        return settings.load(self.store_url)

    @cached_property
    def store(self) -> Store:
        """The store, opened and migrated on first use."""
        from station.store.engine import open_store

        return open_store(self.settings)

    def show(self, value: Any, text: str | Iterable[str] = "") -> None:
        """Print ``value`` as one line of JSON, or ``text`` for people."""
        if self.as_json:
            text = json.dumps(value, ensure_ascii=False)
        for line in [text] if isinstance(text, str) else text:
            sys.stdout.write(f"{_printable(line)}\n")

    def close(self) -> None:
        """Close what was opened."""
        opened = self.__dict__.get("store")
        if opened is not None:
            opened.close()


def _printable(line: str) -> str:
    """Return what this console can show: a GBK one has no emoji, none has half a character."""
    encoding = sys.stdout.encoding or "utf-8"
    return line.encode(encoding, "replace").decode(encoding)


def acting(parser: argparse.ArgumentParser) -> None:
    """Add who does it; the PIN is asked for when the action needs one, and never stands in the command line."""
    parser.add_argument(
        "--operator",
        default=os.environ.get("PACKBENCH_OPERATOR", "command"),
        help=_("operator number of who decides (or PACKBENCH_OPERATOR)"),
    )


def agreeing(parser: argparse.ArgumentParser) -> None:
    """Add who does it and the second person who agrees."""
    acting(parser)
    parser.add_argument("--second", default="", help=_("operator number of the second person"))


def run(command: Command, given: argparse.Namespace, context: Context) -> int:
    """Run a command; where it wants a PIN, ask for it once and run again: nothing was changed before.

    Raises:
        PinWantedError: there is nobody to ask.
    """
    from station.people.permit import PinWantedError

    asked: set[str] = set()
    while True:
        try:
            return command.run(given, context)
        except PinWantedError as wanted:
            pin = typed_pin(wanted.operator_no)
            if not pin or wanted.operator_no in asked:
                raise
            asked.add(wanted.operator_no)
            from station.people import pins

            pins.prove(context.store, wanted.operator_no, pin, station=wanted.station)


def typed_pin(operator_no: str) -> str:
    """Return the PIN of a person: from PACKBENCH_PIN_1001 or PACKBENCH_PIN, else typed unseen; "" where nobody can."""
    given = os.environ.get(f"PACKBENCH_PIN_{operator_no}") or os.environ.get("PACKBENCH_PIN", "")
    if given or not sys.stdin.isatty():
        return given
    return getpass.getpass(_("PIN of {no}: ").format(no=operator_no))


class Command(Protocol):
    """One command."""

    @property
    def help(self) -> str:
        """One translated line for ``--help``."""
        ...

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's arguments."""
        ...

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Do it and return the exit status."""
        ...
