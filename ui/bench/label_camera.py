"""The camera that looks whether the right label came out: a thread of its own reads, the worker compares.

The place is the bench's choice ``label_camera:<station>``; without one nothing is opened. While an order is open two
pictures a second tell what lies there already; once its label was sent eight a second are read, for 20 s. A code
counts when it comes into sight after the label was sent: what lay there before (a roll's number, the neighbour's
parcel) proves nothing and alarms nobody. The device is shared with scanning and photos (``scanners/cameras``).
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from scanners.cameras import Shot, Watcher, watch
from station.errors import StationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.packing.label_seen import Wanted
    from station.store.engine import Store

log = logging.getLogger(__name__)
_LOOKS_S = 20.0
_BEFORE_S, _AFTER_S = 0.5, 0.125  # between two pictures
_AWAY_S = 2.0


def open_label_camera(
    store: Store, station: str, *, on_seen: Callable[[tuple[str, ...]], object]
) -> LabelCamera | None:
    """Start looking when the bench has such a camera.

    Args:
        on_seen: called on a thread of the camera's with the codes that came into sight in one picture.
    """
    from station.packing.bench_choices import chosen

    with store.read() as tx:
        place = chosen(tx, station).label_camera
    return LabelCamera(store, station, place, on_seen=on_seen) if place else None


class LabelCamera:
    """Watches one bench's labels."""

    def __init__(self, store: Store, station: str, place: str, *, on_seen: Callable[[tuple[str, ...]], object]) -> None:
        from scanners.look import Look

        self._store, self._station, self._on_seen = store, station, on_seen
        self._look = Look(1.0)
        self._newest: Shot | None = None
        self._looked_for: tuple[str, str] = ("", "")  # copy and state
        self._until = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="label camera", daemon=True)
        self._thread.start()
        self._watch = watch(place, Watcher(self._on_shot, lambda _there: None))

    def close(self) -> None:
        """Let the camera go."""
        self._watch.close()
        self._closing.set()
        self._thread.join()

    def _on_shot(self, shot: Shot) -> None:
        self._newest = shot

    def _follow(self) -> None:
        from station.packing.label_seen import wanted

        pause = 0.0
        while not self._closing.wait(pause):
            pause = _BEFORE_S
            try:
                with self._store.read() as tx:
                    label = wanted(tx, self._station)
            except StationError as error:  # the window says so
                log.warning("label camera waits code=%s", error.code)
                pause = _AWAY_S
                continue
            if label is not None:
                self._look_at(label)
                pause = _AFTER_S if label.state else _BEFORE_S

    def _look_at(self, label: Wanted) -> None:
        shot, self._newest = self._newest, None
        if self._looked_for != (label.job_id, label.state):
            self._looked_for, self._until = (label.job_id, label.state), time.monotonic() + _LOOKS_S
            return  # that picture is of the time before
        if shot is None or (label.state and shot.at > self._until):
            return
        self._look.expected = label.codes
        codes = tuple(one.text for one in self._look.take(shot.gray(), shot.at))
        if codes and label.state:
            self._on_seen(codes)
