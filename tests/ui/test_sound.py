"""Six short sounds that can be told apart."""

import io
import wave

import pytest

from ui.loudness import Loudness
from ui.sound import RATE, TONES, Sound, wav


@pytest.mark.parametrize("name", list(TONES))
def test_a_sound_is_short_and_heard(name: str) -> None:
    with wave.open(io.BytesIO(wav(name))) as file:
        assert file.getframerate() == RATE
        seconds = file.getnframes() / RATE
        loudest = max(memoryview(file.readframes(file.getnframes())).cast("h"))
    assert 0.05 <= seconds <= 1.5
    assert 12_000 <= loudest <= 32_767


def test_all_differ_and_stop_is_longest() -> None:
    lengths = {name: len(wav(name)) for name in TONES}
    assert len({wav(name) for name in TONES}) == 6
    assert max(lengths, key=lambda name: lengths[name]) == "stop"
    assert min(lengths, key=lambda name: lengths[name]) == "right"


def test_wrong_is_low_and_twice() -> None:
    tones = [tone for tone in TONES["wrong"] if tone[0]]
    assert len(tones) == 2
    assert all(hertz < 300 for hertz, _ms in tones)


def test_muted_or_unknown_is_silence() -> None:
    silent = Loudness()
    silent.mute()
    muted, loud = Sound(silent), Sound()
    muted.play("right")
    loud.play("no such sound")
    assert muted._thread is None
    assert loud._thread is None
    loud.close()
