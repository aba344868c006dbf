"""A picture of each parcel the moment it is closed, from the camera above the bench; kept sealed with the order.

The camera is the one of ``PACKBENCH_CAMERA`` or the bench's own choice (``camera:<station>``): ``0``, ``/dev/video0``.
It shares the device with scanning and the preview (``scanners/cameras``). Without a camera, or without a picture from
the last two seconds, the parcel closes without one: evidence never stops the work, but the lamp says that the camera is
missing. ``equipment.py`` owns it.
"""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

from scanners.cameras import Shot, Watcher, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.store.engine import Store

log = logging.getLogger(__name__)
_FRESH_S = 2.0


class EvidenceCamera:
    """The camera of one bench."""

    def __init__(self, store: Store, station: str, on_there: Callable[[bool], object] = bool) -> None:
        from station.store import choices

        self._store, self._station = store, station
        self._last: Shot | None = None
        with store.read() as tx:
            place = os.environ.get("PACKBENCH_CAMERA") or choices.get(tx, f"camera:{station}")
        self._watch = watch(place, Watcher(self._on_shot, on_there)) if place else None

    def keep(self, order_id: str) -> bool:
        """Keep what the camera sees now with this order; ``False`` without a fresh picture. Runs on the worker."""
        from station.store import packing

        picture = self.picture()
        if not picture:
            return False
        self._store.write(lambda tx: packing.add_photo(tx, order_id, self._station, picture))
        log.info("photo kept order=%s bytes=%d", order_id, len(picture))
        return True

    def picture(self) -> bytes:
        """Return what the camera sees now as a JPEG; nothing without a fresh picture."""
        shot = self._last
        return b"" if shot is None or time.monotonic() - shot.at > _FRESH_S else shot.jpeg()

    def close(self) -> None:
        """Let the camera go."""
        if self._watch is not None:
            self._watch.close()

    def _on_shot(self, shot: Shot) -> None:
        self._last = shot
