"""Collects Python's garbage in the window's thread only.

Python runs its cycle collector in whichever thread happens to allocate. On the worker that can delete a widget's
remains outside Qt's thread, which crashes the process. So the automatic collector is off and a timer does its work
here: young garbage often, everything only when nobody waits for an answer. ``ui/app.py`` starts it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_WHOLE_EVERY = 60  # ticks between whole collections


class Collector(QObject):
    """A timer that collects."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.collect()
        gc.freeze()  # what start-up made stays: a whole collection looks at the rest only
        gc.disable()
        self._ticks = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_tick(self) -> None:
        self._ticks += 1
        if self._ticks % _WHOLE_EVERY == 0:
            gc.collect()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)
