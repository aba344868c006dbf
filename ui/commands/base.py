"""What a command of the command line is.

To add one, write ``ui/commands/<name>.py`` with ``command: Command = Mine()``: the file name is the word a person
types. ``configure`` adds arguments, ``run`` does the work and returns the exit status. Print results with
``Context.show`` only, so that ``--json`` holds for every command. Raise ``UserError``/``DeviceError`` for what a
person must read: ``main.py`` prints them as ``CODE: what happened; what to do``.
Heavy imports (Qt, cv2, OCR, reportlab) belong inside ``run``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from station import settings

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
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
            return
        lines = [text] if isinstance(text, str) else text
        for line in lines:
            sys.stdout.write(f"{line}\n")

    def close(self) -> None:
        """Close what was opened."""
        opened = self.__dict__.get("store")
        if opened is not None:
            opened.close()


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
