"""What the worker does for the import page: read files, keep mappings, write refused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from station.channels.profile import Profile
    from station.intake.files import Imported
    from station.intake.tables import Table
    from station.orders.canonical import ChannelStatus
    from station.store.engine import Store
    from ui.desk.page import Desk


def import_one(store: Store, desk: Desk, path: Path, statuses: Mapping[str, ChannelStatus]) -> Imported:
    """Import one file; ``statuses`` are meanings of its words a person gave."""
    from station.intake.files import Wish, import_files

    return import_files(store, [path], wish=Wish(statuses=statuses), actor=desk.operator, station=desk.station)[0]


def columns_of(store: Store, path: Path) -> tuple[Table, dict[str, str], datetime]:
    """Return an unknown file, a first guess at its columns, and the time."""
    from station.intake.profiles import guess, look

    table = look(path)
    return table, guess(table.header), store.clock.now()


def keep(store: Store, desk: Desk, profile: Profile) -> None:
    """Keep a mapping."""
    from station.intake.profiles import keep

    who, station = desk.operator, desk.station
    store.write(lambda tx: keep(tx, profile, actor=who, station=station))


def save(_store: Store, done: Sequence[tuple[Path, Imported]], folder: Path) -> list[Path]:
    """Write the refused rows of each file into the folder and return the files."""
    from station.errors import UserError
    from station.intake.rejects import write_rejected

    files = []
    for path, imported in done:
        out = folder / f"{path.stem}-rejected.csv"
        try:
            write_rejected(path, imported.rejected, out=out)
        except OSError as error:
            raise UserError(
                _("The file cannot be written ({why})").format(why=error.strerror or ""), _("choose another folder")
            ) from error
        files.append(out)
    return files
