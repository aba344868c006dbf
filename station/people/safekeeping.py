"""Backups and restoring as people do them: who may, what is written into the trail, what would be lost.

For a restore the people are those of the backup, since the store of now may be gone or damaged. Called by the commands
``backup`` and ``restore``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from station.people.audit import record
from station.people.permit import act, require
from station.people.roles import Action
from station.store import backup, restore, rotation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from station.settings import Settings
    from station.store.backup import Facts
    from station.store.engine import Store
    from station.store.restore import Loss


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore found and did.

    Attributes:
        done: ``False`` when it was only looked at.
        kept: the store of before, under its other name.
    """

    facts: Facts
    loss: Loss
    done: bool
    kept: Path | None = None


def back_up(store: Store, target: Path, *, actor: str, station: str) -> Facts:
    """Write a verified backup.

    Raises:
        station.errors.StationError: not allowed, or the place cannot be written.
    """
    store.write(partial(act, operator_no=actor, action=Action.BACKUP, station=station))
    return backup.make(store.engine, store.vault, target, now=store.clock.now())


def rotate_key(store: Store, *, actor: str, station: str) -> tuple[int, int]:
    """Seal everything again with a new key; return how many rows and photos that were.

    Raises:
        station.errors.StationError: not allowed, or the store cannot be written.
    """
    store.write(partial(act, operator_no=actor, action=Action.KEY, station=station, detail={"key": "rotate"}))
    return rotation.rotate(store)


def bring_back(
    settings: Settings, file: Path, *, actor: str, sure: bool, prove: Callable[[Store], None] | None = None
) -> Restored:
    """Look what a backup would bring and take away; with ``sure`` do it.

    Args:
        prove: asks the person of the backup for their PIN.

    Raises:
        station.errors.StationError: no whole backup, its key is not here, not allowed, or the store is open elsewhere.
    """
    with restore.unpacked(settings, file) as (said, inside):
        lost = restore.loss(settings, said)
        if not sure:
            return Restored(said, lost, done=False)
        if prove is not None:
            prove(inside)
        inside.write(partial(require, operator_no=actor, action=Action.RESTORE, station=settings.station))
        detail = {"made_at": said.made_at.isoformat(), "lost_orders": lost.orders, "lost_acts": lost.acts}
        inside.write(
            lambda tx: record(tx, settings.station, actor=actor, action="restore", subject=file.name, detail=detail)
        )
        kept = restore.put_back(settings, inside)
    return Restored(said, lost, done=True, kept=kept)
