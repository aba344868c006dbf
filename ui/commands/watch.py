"""``watch once [--at TIME]``: do what is due by now (or by a time, to see what would be)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from station.clock import SHANGHAI, FixedClock
from station.text import _

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=SHANGHAI)


class Watch:
    """Ask the watchers."""

    @property
    def help(self) -> str:
        """One line."""
        return _("do what is due: stuck orders, low stock, messages out")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add once."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        once = verbs.add_parser("once", help=_("look once and stop"))
        once.add_argument(
            "--at", type=_time, metavar="TIME", help=_("as if it were this time, such as 2026-11-01T15:00")
        )

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Look, send messages, show the counts."""
        from station.notices.outbox import deliver
        from station.registry import extensions
        from station.watch.base import look_once

        store = context.store
        if given.at is not None:
            store.clock = FixedClock(given.at)
        done = look_once(store)
        sent = deliver(store)
        watchers = extensions("station.watch", "watcher")
        lines = [f"{watchers[name].title}: {count}" for name, count in done.items()]
        context.show({"watchers": done, "sent": sent}, [*lines, _("messages sent: {n}").format(n=sent)])
        return 0


command: Command = Watch()
