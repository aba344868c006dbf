"""How loud this machine is for this station: volume and mute, kept in a small file beside the data.

Ctrl+Up and Ctrl+Down change the volume at the bench, Ctrl+M switches sounds and voice off and on. ``ui/sound.py`` and
``ui/speech.py`` ask; ``PACKBENCH_MUTE=1`` is mute whatever the file says.
"""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)
STEP, USUAL = 20, 80


class Loudness:
    """Volume from 0 to 100 and mute of one station."""

    def __init__(self, home: Path | None = None, station: str = "") -> None:
        self._file = home / "loudness.json" if home is not None else None
        self._station = station
        stored = self._read().get(station, {})
        volume = stored.get("volume", USUAL)
        self.volume = min(max(volume, 0), 100) if isinstance(volume, int) else USUAL
        self.muted = bool(stored.get("muted")) or os.environ.get("PACKBENCH_MUTE") == "1"

    @property
    def share(self) -> float:
        """What is left of full volume; 0 when muted."""
        return 0.0 if self.muted else self.volume / 100

    def turn(self, steps: int) -> None:
        """Louder or softer; that also ends mute."""
        self.volume, self.muted = min(max(self.volume + steps * STEP, 0), 100), False

    def mute(self) -> None:
        """Off, or on again."""
        self.muted = not self.muted

    def keep(self) -> None:
        """Write it down; a disk that refuses costs only the memory of it."""
        if self._file is None:
            return
        told = self._read() | {self._station: {"volume": self.volume, "muted": self.muted}}
        try:
            self._file.write_text(json.dumps(told, indent=1), encoding="utf-8")
        except OSError:
            log.warning("loudness not kept", exc_info=True)

    def _read(self) -> dict[str, dict[str, object]]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8")) if self._file is not None else {}
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) and all(isinstance(one, dict) for one in told.values()) else {}
