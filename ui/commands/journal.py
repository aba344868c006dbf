"""``journal save FILE``: every read of a bench as a recording, to play it again through the same pipeline.

The recording is played by the scanner address ``replay:///FILE`` (``PACKBENCH_SCANNERS``, or the bench's list), with
its pauses when ``?pace=1`` is added. Marks of repeats are made anew from the times. Codes are orders and waybills, so
the file is as private as the store; reads the retention rule has erased are left out.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scanners.events import Frame
from scanners.sources.replay import line_of
from station.text import _, ngettext

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Journal:
    """Reads of a bench."""

    @property
    def help(self) -> str:
        """One line."""
        return _("save the reads of a bench as a recording that can be played again")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the verb."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        save = verbs.add_parser("save", help=_("write the recording"))
        save.add_argument("file", type=Path, metavar="FILE")
        save.add_argument("--station", default=None, help=_("name of the bench"))
        save.add_argument("--hours", type=float, default=24.0, help=_("how far back"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Write one line a read."""
        from station.clock import SystemClock
        from station.store import scans

        since = SystemClock().now() - timedelta(hours=given.hours)
        with context.store.read() as tx:
            rows = scans.listing(tx, given.station or context.settings.station, since=since)
        lines = []
        for row in rows:
            if row.raw is not None:
                at = row.at.timestamp()
                lines.append(line_of(Frame(row.source, bytes(row.raw), at, at, "", complete=bool(row.complete))))
        given.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        told = ngettext("{n} read saved", "{n} reads saved", len(lines)).format(n=len(lines))
        context.show({"file": str(given.file), "reads": len(lines)}, told)
        return 0


command: Command = Journal()
