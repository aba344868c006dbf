"""One camera, many watchers: scanning, the preview, slips and evidence photos share a device nobody can open twice.

``watch`` opens the camera for the first watcher and lets it go with the last. Each picture goes to every watcher in
the camera's own thread: take it and return at once. A camera that vanishes is reported and looked for again, at first
after 0.2 s, at last every 2 s. A place is a number (first camera 0), a device file or a film file.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanners.lens import as_gray

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from scanners.engines import Gray

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 2.0
_WIDE, _HIGH = 1280, 720
_FILM_PAUSE = 1 / 30  # a file has no pace of its own


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes:
        colour: rows of blue, green, red bytes.
        at: monotonic seconds.
    """

    colour: NDArray[np.uint8]
    at: float

    def gray(self) -> Gray:
        """Return it in grey."""
        import cv2

        return as_gray(cv2.cvtColor(self.colour, cv2.COLOR_BGR2GRAY))

    def jpeg(self, quality: int = 80) -> bytes:
        """Return it as a file."""
        import cv2

        _done, data = cv2.imencode(".jpg", self.colour, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return data.tobytes()


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches a camera.

    Attributes:
        on_shot: called with each picture.
        on_there: called with ``True`` when the camera gives pictures, ``False`` when it is not there.
    """

    on_shot: Callable[[Shot], object]
    on_there: Callable[[bool], object]


class Watch:
    """One watcher's hold on a camera."""

    def __init__(self, camera: _Camera, watcher: Watcher) -> None:
        self._camera, self._watcher = camera, watcher

    def close(self) -> None:
        """Watch no more; the last one lets the camera go."""
        with _guard:
            last = self._camera.leave(self._watcher)
            if last:
                _open.pop(self._camera.place, None)
        if last:
            self._camera.close()


def watch(place: str, watcher: Watcher) -> Watch:
    """Watch a camera; one that is not there is reported, not raised."""
    with _guard:
        camera = _open.get(place)
        if camera is None:
            camera = _open[place] = _Camera(place)
        camera.join(watcher)
    return Watch(camera, watcher)


class _Camera:
    def __init__(self, place: str) -> None:
        self.place = place
        self._watchers: tuple[Watcher, ...] = ()
        self._there: bool | None = None
        self._state = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"camera {place}", daemon=True)

    def join(self, watcher: Watcher) -> None:
        with self._state:
            self._watchers = (*self._watchers, watcher)
            there = self._there
        if there is not None:
            watcher.on_there(there)
        if not self._thread.is_alive():
            self._thread.start()

    def leave(self, watcher: Watcher) -> bool:
        with self._state:
            self._watchers = tuple(one for one in self._watchers if one is not watcher)
            return not self._watchers

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            device = self._device()
            if device is not None:
                wait = _FIRST_WAIT
                self._follow(device)
                device.release()
            self._tell(there=False)
            self._stop.wait(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)

    def _device(self) -> Any:
        import cv2

        device = cv2.VideoCapture(int(self.place) if self.place.isdecimal() else self.place)
        if not device.isOpened():
            device.release()
            return None
        device.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDE)
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, _HIGH)
        return device

    def _follow(self, device: Any) -> None:
        import cv2

        film = not self.place.isdecimal() and not self.place.startswith("/dev/")
        while not self._stop.is_set():
            given, picture = device.read()
            if not given:
                return
            self._tell(there=True)
            colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture
            shot = Shot(colour, time.monotonic())
            for watcher in self._watchers:
                watcher.on_shot(shot)
            if film:
                self._stop.wait(_FILM_PAUSE)

    def _tell(self, *, there: bool) -> None:
        with self._state:
            changed, self._there = self._there is not there, there
            watchers = self._watchers
        if changed:
            for watcher in watchers:
                watcher.on_there(there)


_guard = threading.Lock()
_open: dict[str, _Camera] = {}
