"""``run``: opens the bench window, or with ``--desk`` the desk window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Run:
    """The windows."""

    @property
    def help(self) -> str:
        """One line."""
        return _("open the bench window")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add which window and how."""
        parser.add_argument("--desk", action="store_true", help=_("open the desk window instead"))
        parser.add_argument("--station", default=None, help=_("name of the bench"))
        parser.add_argument("--windowed", action="store_true", help=_("not full screen"))

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Run the window until it is closed."""
        from ui import app

        settings = replace(context.settings, station=given.station or context.settings.station)
        if given.desk:
            return app.desk(settings)
        return app.bench(settings, windowed=given.windowed)


command: Command = Run()
