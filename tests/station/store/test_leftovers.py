"""What a killed backup left is swept away an hour later; what is somebody's stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from station.store.leftovers import sweep

if TYPE_CHECKING:
    from pathlib import Path


def test_only_our_own_old_scratch_is_taken_away(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    ages = {
        ".auto-1.packbench.77.part": 2,
        ".auto-1.packbench.77.plain": 2,
        ".auto-1.packbench.77.plain-wal": 2,
        ".restore-77": 2,
        ".auto-2.packbench.78.part": 0,  # at work just now
        "auto-1.packbench": 2,
        "packbench.db": 2,
        "notes.part": 2,
    }
    for name, hours in ages.items():
        path = tmp_path / name
        path.mkdir() if name == ".restore-77" else path.touch()
        at = (now - timedelta(hours=hours)).timestamp()
        os.utime(path, (at, at))
    assert sweep(tmp_path, now) == 4
    kept = {"auto-1.packbench", "packbench.db", "notes.part", ".auto-2.packbench.78.part"}
    assert {path.name for path in tmp_path.iterdir()} - {"home"} == kept
