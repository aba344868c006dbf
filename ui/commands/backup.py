"""``backup FILE`` writes the whole shop into one sealed, verified file; ``backup --auto`` makes the day's when due.

Benches go on meanwhile. Photos are copied, sealed as they are, beside automatic backups and with ``--photos DIR``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import UserError
from station.text import _
from ui.commands.base import acting

if TYPE_CHECKING:
    import argparse

    from ui.commands.base import Command, Context


class Backup:
    """Back up the shop."""

    @property
    def help(self) -> str:
        """One line."""
        return _("write a sealed, verified backup of the shop")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--auto", action="store_true", help=_("make the day's automatic backup if it is due"))
        parser.add_argument("--photos", type=Path, metavar="DIR", help=_("copy new photos there, sealed as they are"))
        acting(parser)

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Back up."""
        from station.people.safekeeping import back_up
        from station.store import automatic

        store = context.store
        if given.auto:
            made = automatic.run(store) if automatic.due(store.home, store.clock.now()) else None
            value = {"file": str(made) if made is not None else None}
            context.show(value, str(made) if made is not None else _("No backup is due yet"))
            return 0
        if given.file is None:
            raise UserError(_("Say where the backup goes"), _("write: backup FILE"), code="BACKUP_FILE")
        facts = back_up(store, given.file, actor=given.operator, station=context.settings.station)
        photos = automatic.copy_photos(store.home / "photos", given.photos) if given.photos is not None else 0
        size = given.file.stat().st_size
        told = _("Backup written and verified: {file}, {orders} orders, {size} MB. Keep the key elsewhere: key export")
        context.show(
            {"file": str(given.file), "orders": facts.orders, "bytes": size, "photos": photos, "verified": True},
            told.format(file=given.file, orders=facts.orders, size=round(size / 1e6, 1)),
        )
        return 0


command: Command = Backup()
