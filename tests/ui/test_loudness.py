"""Volume and mute are kept for each station; a broken file is no trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.loudness import Loudness
from ui.sound import wav

if TYPE_CHECKING:
    from pathlib import Path


def test_each_station_keeps_its_own(tmp_path: Path) -> None:
    first = Loudness(tmp_path, "1")
    first.turn(-2)
    first.keep()
    second = Loudness(tmp_path, "2")
    second.mute()
    second.keep()
    assert (Loudness(tmp_path, "1").volume, Loudness(tmp_path, "1").muted) == (40, False)
    assert Loudness(tmp_path, "2").share == 0
    second.turn(1)
    assert second.share == 1.0


def test_a_broken_file_is_the_usual_volume(tmp_path: Path) -> None:
    (tmp_path / "loudness.json").write_text("[1", encoding="utf-8")
    assert Loudness(tmp_path, "1").volume == 80


def test_softer_is_a_smaller_wave() -> None:
    assert max(memoryview(wav("right", 0.2)[44:]).cast("h")) < max(memoryview(wav("right")[44:]).cast("h")) / 4
