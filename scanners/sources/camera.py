"""A camera over the bench: what is held into its view is a scan.

``camera://0`` (first camera), ``camera:///dev/video2`` or ``camera:///path/film.avi``; more: ``name``, ``fps`` (15).
One thread takes pictures and keeps only the newest; one looks for symbols, quickly in each picture and thoroughly in
one of a few while nothing is read, so it stays under a third of one core. A read becomes a frame with its AIM
identifier in front, exactly as a serial scanner sends it. Untried with a real camera: tested with film files.
Opened by the bench through ``base.start``.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from scanners.decode import glance, read_symbols
from scanners.events import Frame
from scanners.sightings import Sightings
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from scanners.engines import Gray, Symbol

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 2.0
_THOROUGH_EVERY = 15  # pictures in which nothing was read


class Camera:
    """One camera, two threads: one takes pictures, one reads them."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = f"camera:{address.name or address.place or '0'}"
        self.expected: Collection[str] = ()  # codes the bench waits for: believed at first sight
        self._place: int | str = int(address.place or 0) if address.place in ("", *"0123456789") else address.place
        self._pause = 1 / max(1.0, address.number("fps", 15))
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stop = threading.Event()
        self._arrived = threading.Condition()
        self._newest: tuple[Gray, float] | None = None
        self._sightings = Sightings()
        self._empty = 0
        self._threads = [
            threading.Thread(target=work, name=f"{self.name} {word}", daemon=True)
            for work, word in ((self._take_pictures, "takes"), (self._read_pictures, "reads"))
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Let the camera go."""
        self._stop.set()
        with self._arrived:
            self._arrived.notify_all()
        for thread in self._threads:
            thread.join()

    def _take_pictures(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            camera = self._open()
            if camera is not None:
                wait = _FIRST_WAIT
                self._follow(camera)
                camera.release()
            self._stop.wait(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
        self._light.show(Lamp.OFF)

    def _open(self) -> Any:
        import cv2

        camera = cv2.VideoCapture(self._place)
        if not camera.isOpened():
            camera.release()
            self._gone()
            return None
        self._light.show(Lamp.READY)
        return camera

    def _follow(self, camera: Any) -> None:
        import cv2

        while not self._stop.is_set():
            ok, picture = camera.read()
            if not ok:
                self._gone()
                return
            gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
            with self._arrived:
                self._newest = gray, time.monotonic()
                self._arrived.notify()
            self._stop.wait(self._pause if isinstance(self._place, str) else 0)  # a file has no pace of its own

    def _read_pictures(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: self._newest is not None or self._stop.is_set())
                if self._newest is None:
                    return
                (gray, at), self._newest = self._newest, None
            for symbol in self._sightings.fresh(self._symbols(gray), at, expected=self.expected):
                self._on_frame(frame_of(self.name, symbol, at))
            self._stop.wait(max(0.0, self._pause - (time.monotonic() - at)))

    def _symbols(self, gray: Gray) -> tuple[Symbol, ...]:
        seen = glance(gray)
        self._empty = 0 if seen else self._empty + 1
        if seen or self._empty % _THOROUGH_EVERY:
            return seen
        return read_symbols(gray)

    def _gone(self) -> None:
        self._light.show(
            Lamp.SEARCHING, _("The camera gives no picture"), _("check its cable; it comes back by itself")
        )


def frame_of(source: str, symbol: Symbol, at: float) -> Frame:
    """Return a symbol as the frame a scanner that sends AIM identifiers would give."""
    return Frame(source, (symbol.symbology_identifier + symbol.text).encode(), at, at, "")


class _Camera:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Camera:
        """Start looking."""
        return Camera(address, on_frame=on_frame, on_state=on_state)


source: Source = _Camera()
