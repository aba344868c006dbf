"""A voice for the bench: the verdict and the hint that matters, at most two sentences a parcel, in Chinese.

Qt's speech module is not shipped (it needs PySide6-Addons, several hundred MB), so the voice is the platform's own:
Windows' System.Speech through PowerShell, ``spd-say`` or ``espeak-ng`` on Linux. Where there is no Chinese voice the
bench is silent and the screen says everything. What is said never stands in a command line: it goes in by the input,
as plain text without control characters, so no customer's words can be a command. A hint's sentence is not repeated
to the same packer within ten minutes. The bench window tells each view.
"""

from __future__ import annotations

import logging
import queue
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.packing.view import BenchView
    from ui.loudness import Loudness

log = logging.getLogger(__name__)
_QUIET_S = 600
_LONGEST = 60
_SAPI = (
    "$v=New-Object -ComObject SAPI.SpVoice;$z=$v.GetVoices('Language=804');if($z.Count){{$v.Voice=$z.Item(0);"
    "$v.Volume={volume};[Console]::InputEncoding=[Text.Encoding]::UTF8;[void]$v.Speak([Console]::In.ReadToEnd(),16)}}"
)


def plain(sentence: str) -> str:
    """Return what may be spoken: no control characters, no marks a voice would read as markup, not too long."""
    kept = (" " if unicodedata.category(one).startswith(("C", "Z")) or one in "<>&%" else one for one in sentence)
    return " ".join("".join(kept).split())[:_LONGEST]


@cache
def voice() -> Callable[[int], list[str]] | None:
    """Return what makes the command of this machine's Chinese voice from a volume, ``None`` where there is none."""
    if sys.platform == "win32":
        shell = shutil.which("powershell")
        return (lambda volume: [shell, "-NoProfile", "-Command", _SAPI.format(volume=volume)]) if shell else None
    if (program := shutil.which("spd-say")) is not None:
        return lambda volume: [program, "-l", "zh", "-w", "-i", str(volume * 2 - 100), "-e"]
    if (espeak := shutil.which("espeak-ng")) is not None:
        return lambda volume: [espeak, "-v", "cmn", "-a", str(volume * 2), "--stdin"]
    return None


class Speech:
    """Says what a packer must hear; a new parcel's words push out what still waits."""

    def __init__(
        self,
        loudness: Loudness,
        *,
        speak: Callable[[str, int], None] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loudness, self._now = loudness, now
        self._speak = speak or _speak
        self._said: dict[tuple[str, str], float] = {}
        self._parcel: tuple[str, str] | None = None
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def tell(self, view: BenchView) -> None:
        """Say a view's sentences once: when its parcel or its verdict is another than before."""
        if view.order is None or view.verdict is None:
            self._parcel = None
            return
        parcel = (view.order.order_id, view.verdict)
        if parcel == self._parcel or not view.say or self._loudness.share == 0:
            return
        self._parcel = parcel
        now = self._now()
        fresh = [one for one in view.say[1:2] if now - self._said.get((view.operator, one), -_QUIET_S) >= _QUIET_S]
        self._said |= {(view.operator, one): now for one in fresh}
        self._say([plain(one) for one in (view.say[0], *fresh)])

    def close(self) -> None:
        """Stop the thread."""
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join(timeout=3)
            self._thread = None

    def _say(self, sentences: list[str]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="speech", daemon=True)
            self._thread.start()
        while not self._wanted.empty():
            self._wanted.get_nowait()
        for sentence in sentences:
            self._wanted.put(sentence)

    def _work(self) -> None:
        while (sentence := self._wanted.get()) is not None:
            self._speak(sentence, round(self._loudness.share * 100))


def _speak(sentence: str, volume: int) -> None:
    command = voice()
    if command is None:
        return
    try:
        subprocess.run(command(volume), input=sentence.encode(), timeout=15, check=False, capture_output=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        log.debug("not spoken", exc_info=True)
