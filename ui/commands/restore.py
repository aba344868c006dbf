"""``restore FILE`` tells what is in a backup and what would be lost; ``restore FILE --yes`` does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station.clock import show
from station.text import _
from ui.commands.base import acting, typed_pin

if TYPE_CHECKING:
    import argparse

    from station.people.safekeeping import Restored
    from station.store.engine import Store
    from ui.commands.base import Command, Context


class Restore:
    """Go back to a backup."""

    @property
    def help(self) -> str:
        """One line."""
        return _("go back to a backup, after telling what would be lost")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the file and the word that does it."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--yes", action="store_true", help=_("do it; without this only look"))
        acting(parser)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Look, or do it."""
        from station.people import pins
        from station.people.safekeeping import bring_back

        def prove(inside: Store) -> None:
            pin = typed_pin(given.operator) if given.operator != "command" else ""
            if pin:
                pins.prove(inside, given.operator, pin, station=context.settings.station)

        found = bring_back(context.settings, given.file, actor=given.operator, sure=given.yes, prove=prove)
        context.show(_plain(found), _lines(found))
        return 0


def _plain(found: Restored) -> dict[str, object]:
    return {
        "made_at": found.facts.made_at.isoformat(),
        "orders": found.facts.orders,
        "packed": found.facts.packed,
        "lost": {"orders": found.loss.orders, "packed": found.loss.packed, "acts": found.loss.acts}
        if found.loss.readable
        else None,
        "restored": found.done,
        "kept": str(found.kept) if found.kept is not None else None,
    }


def _lines(found: Restored) -> list[str]:
    lines = [
        _("Backup of {time}: {orders} orders, {packed} packed").format(
            time=show(found.facts.made_at), orders=found.facts.orders, packed=found.facts.packed
        )
    ]
    if found.loss.readable:
        lines.append(
            _("Since then, and lost by restoring: {orders} new orders, {packed} parcels packed, {acts} acts").format(
                orders=found.loss.orders, packed=found.loss.packed, acts=found.loss.acts
            )
        )
    else:
        lines.append(_("The store of now cannot be read, so nobody can say what came after the backup"))
    if not found.done:
        lines.append(_("Nothing was changed. To do it, say it again with --yes"))
    elif found.kept is not None:
        lines.append(_("Restored. The store of before is kept as {file}").format(file=found.kept.name))
    else:
        lines.append(_("Restored"))
    return lines


command: Command = Restore()
