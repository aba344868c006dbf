"""A recorded session plays again through the same pipeline, byte for byte."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import pytest

from scanners.events import Frame
from scanners.sources.base import Lamp, SourceState, start
from scanners.sources.replay import frame_of, line_of

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = [
    Frame("wedge", b"SF1", 1.0, 1.02, "CR"),
    Frame("serial:/dev/ttyACM0", bytes(range(256)), 1.1, 1.2, "ETX"),
    Frame("wedge", "中".encode("gb18030"), 1.3, 1.3, "", complete=False),
]


def played(path: Path, query: str = "") -> tuple[list[Frame], list[SourceState]]:
    frames: list[Frame] = []
    states: queue.Queue[SourceState] = queue.Queue()
    replay = start(f"replay://{path}{query}", on_frame=frames.append, on_state=states.put)
    seen = [states.get(timeout=5)]
    while seen[-1].lamp is not Lamp.OFF:
        seen.append(states.get(timeout=5))
    replay.close()
    return frames, seen


@pytest.mark.parametrize("query", ["", "?pace=20"])
def test_frames_come_back_as_they_were(tmp_path: Path, query: str) -> None:
    (tmp_path / "day.jsonl").write_text("\n".join(map(line_of, FRAMES)))
    frames, states = played(tmp_path / "day.jsonl", query)
    assert frames == FRAMES
    assert [state.lamp for state in states] == [Lamp.READY, Lamp.OFF]


def test_lines_that_are_none_are_counted_and_the_rest_plays(tmp_path: Path) -> None:
    lines = [line_of(FRAMES[0]), "{}", "junk", '{"raw": "%%"}', "", line_of(FRAMES[1])]
    (tmp_path / "day.jsonl").write_text("\n".join(lines))
    frames, states = played(tmp_path / "day.jsonl")
    assert frames == FRAMES[:2]
    assert "3" in states[-1].happened


def test_a_missing_recording_is_a_lamp_and_a_sentence(tmp_path: Path) -> None:
    frames, states = played(tmp_path / "none.jsonl")
    assert frames == []
    assert "none.jsonl" in states[0].happened


def test_a_line_of_something_else_is_no_frame() -> None:
    assert frame_of("[1, 2]") is None
