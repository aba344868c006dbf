"""Six short sounds, told apart with ear plugs in; made by us, played in a thread of their own.

Rising is good, low and twice is wrong, long is stop. Qt's multimedia is not shipped (too big), so a sound is a WAV
made in memory and handed to ``winsound`` on Windows, to ``paplay`` or ``aplay`` on Linux; without them the bench is
silent and the screen says everything. The bench window plays what ``BenchView.sound`` names.
"""

from __future__ import annotations

import io
import logging
import math
import queue
import shutil
import subprocess
import sys
import threading
import wave
from array import array
from functools import cache

from ui.loudness import Loudness

log = logging.getLogger(__name__)
RATE = 22_050

# (hertz, milliseconds); 0 hertz is silence
TONES: dict[str, tuple[tuple[int, int], ...]] = {
    "right": ((1320, 70),),
    "all_done": ((880, 90), (1175, 90), (1760, 180)),
    "wrong": ((220, 170), (0, 70), (220, 230)),
    "too_many": ((660, 80), (0, 50), (660, 80), (0, 50), (660, 80)),
    "unknown": ((740, 110), (494, 170)),
    "stop": ((330, 280), (262, 280), (330, 280), (262, 380)),
}


@cache
def wav(name: str, share: float = 1.0) -> bytes:
    """Return the sound as a WAV file, at this share of full volume.

    Raises:
        KeyError: there is no such sound.
    """
    samples = array("h")
    for hertz, ms in TONES[name]:
        samples.extend(round(one * share) for one in _tone(hertz, RATE * ms // 1000))
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return made.getvalue()


def _tone(hertz: int, count: int) -> list[int]:
    edge = max(1, min(count // 2, RATE // 200))  # 5 ms in and out, or the loudspeaker clicks
    tone = []
    for place in range(count):
        swell = min(1.0, place / edge, (count - place) / edge)
        turn = 2 * math.pi * hertz * place / RATE
        tone.append(round(20_000 * swell * (0.75 * math.sin(turn) + 0.25 * math.sin(3 * turn))))
    return tone


class Sound:
    """Plays one sound after the other; a new one never waits behind more than one."""

    def __init__(self, loudness: Loudness | None = None) -> None:
        self.loudness = loudness or Loudness()
        self._wanted: queue.Queue[str | None] = queue.Queue(maxsize=2)
        self._thread: threading.Thread | None = None

    def play(self, name: str) -> None:
        """Play the sound soon; never waits and never fails."""
        if self.loudness.share == 0 or name not in TONES:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
            self._thread.start()
        try:
            self._wanted.put_nowait(name)
        except queue.Full:
            log.debug("sound dropped name=%s", name)

    def close(self) -> None:
        """Stop the thread."""
        if self._thread is not None:
            self._wanted.put(None)
            self._thread.join(timeout=3)
            self._thread = None

    def _work(self) -> None:
        while (name := self._wanted.get()) is not None:
            _play(wav(name, self.loudness.share))


def player() -> list[str] | None:
    """Return the command that plays a WAV from its input; ``None`` when this Linux has none."""
    for program, arguments in (("paplay", []), ("aplay", ["-q"])):
        if found := shutil.which(program):
            return [found, *arguments]
    return None


def _play(sound: bytes) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(sound, winsound.SND_MEMORY | winsound.SND_NODEFAULT)
        return
    command = player()
    if command is None:
        return
    try:
        subprocess.run(command, input=sound, timeout=3, check=False, capture_output=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        log.debug("sound not played", exc_info=True)
