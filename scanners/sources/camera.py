"""A camera over the bench: what is held into its guide box is a scan.

``camera://0`` (first camera), ``camera:///dev/video2`` or ``camera:///path/film.avi``; more: ``name``, ``fps`` (15),
``guide`` (0.85: the part of the view that counts). Shares the camera with the preview and the photos through
``cameras``; one thread reads the newest picture. A read becomes a frame with its AIM identifier in front, exactly as a
serial scanner sends it. Untried with a real camera: tested with film files. Opened by the bench through ``base.start``.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from scanners.cameras import Shot, Watcher, watch
from scanners.events import Frame
from scanners.look import Look
from scanners.sources.base import Address, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from scanners.engines import Symbol


class Camera:
    """One camera watched; one thread reads."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.place = address.place or "0"
        self.name = f"camera:{address.name or self.place}"
        self._look = Look(address.number("guide", 0.85))
        self._pause = 1 / max(1.0, address.number("fps", 15))
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stopping = False
        self._arrived = threading.Condition()
        self._newest: Shot | None = None
        self._thread = threading.Thread(target=self._run, name=f"{self.name} reads", daemon=True)
        self._thread.start()
        self._watch = watch(self.place, Watcher(self._on_shot, self._on_there))

    def expect(self, codes: Collection[str]) -> None:
        """Take the codes the bench waits for: believed at first sight."""
        self._look.expected = codes

    def close(self) -> None:
        """Let the camera go."""
        self._watch.close()
        with self._arrived:
            self._stopping = True
            self._arrived.notify()
        self._thread.join()
        self._light.show(Lamp.OFF)

    def _on_shot(self, shot: Shot) -> None:
        with self._arrived:
            self._newest = shot
            self._arrived.notify()

    def _on_there(self, there: bool) -> None:
        if there:
            self._light.show(Lamp.READY)
        else:
            told, remedy = _("The camera gives no picture"), _("check its cable; it comes back by itself")
            self._light.show(Lamp.SEARCHING, told, remedy)

    def _run(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: self._newest is not None or self._stopping)
                shot, self._newest = self._newest, None
                if self._stopping or shot is None:
                    return
            for symbol in self._look.take(shot.gray(), shot.at):
                self._on_frame(frame_of(self.name, symbol, shot.at))
            with self._arrived:
                pause = self._pause - (time.monotonic() - shot.at)
                self._arrived.wait_for(lambda: self._stopping, max(0.0, pause))


def frame_of(source: str, symbol: Symbol, at: float) -> Frame:
    """Return a symbol as the frame a scanner that sends AIM identifiers would give."""
    return Frame(source, (symbol.symbology_identifier + symbol.text).encode(), at, at, "")


class _Camera:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> Camera:
        """Start looking."""
        return Camera(address, on_frame=on_frame, on_state=on_state)


source: Source = _Camera()
