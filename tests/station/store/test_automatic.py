"""Automatic backups: due once a day, seven days and four weeks kept, photos beside them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station.clock import FixedClock
from station.store import automatic, backup, photos
from station.store.backup import BackupTargetError

if TYPE_CHECKING:
    from station.store.engine import Store

START = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def test_a_backup_is_due_once_a_day_whatever_the_clock_did(store: Store, home: Path) -> None:
    clock = FixedClock(START)
    store.clock = clock
    assert automatic.due(home, clock.now())
    made = automatic.run(store)
    assert backup.facts(made).made_at == START
    assert not automatic.due(home, clock.now())
    clock.move(timedelta(hours=21))
    assert automatic.due(home, clock.now())
    clock.move(timedelta(days=-30))  # somebody set the clock back
    assert automatic.due(home, clock.now())


def test_seven_days_and_four_weeks_are_kept() -> None:
    files = [Path(f"auto-{START + timedelta(days=day):%Y%m%d-%H%M%S}.packbench") for day in range(60)]
    left = sorted(set(files) - set(automatic.superfluous(files)))
    assert left[-7:] == files[-7:]
    assert len(left) == 10  # this week and the one before end among the days
    assert automatic.superfluous([Path("before-0004-x.packbench"), Path("mine.packbench")]) == []


def test_photos_go_along_sealed_and_once(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = home / "usb"
    monkeypatch.setenv("PACKBENCH_BACKUPS", str(place))
    name = photos.keep(home / "photos", store.vault, b"a face")
    automatic.run(store)
    (copy,) = (place / "photos").rglob("*.sealed")
    assert copy.stem == name
    assert b"face" not in copy.read_bytes()
    assert automatic.copy_photos(home / "photos", place / "photos") == 0


def test_an_unplugged_disk_leaves_the_older_ones_alone(store: Store, home: Path) -> None:
    clock = FixedClock(START)
    store.clock = clock
    first = automatic.run(store)
    (home / "backups").rename(home / "gone")
    (home / "backups").write_text("")
    clock.move(timedelta(days=1))
    with pytest.raises(BackupTargetError):
        automatic.run(store)
    assert (home / "gone" / first.name).exists()
