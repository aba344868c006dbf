"""The reading process may die in the middle: the slip stays with a sentence, and the next one is read."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from scanners.slips import worker
from scanners.slips.reader import SlipReader
from tests.source import ROOT
from ui.slips.reading import Read, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PHOTO = (ROOT / "tests" / "data" / "slips" / "lined.jpg").read_bytes()


@pytest.fixture
def reading() -> Iterator[Reading]:
    made = Reading()
    yield made
    made.close()


def kill_each_start(times: int, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Kill the process soon after a photo was sent to it, this many times."""
    all_done = threading.Event()
    left = [times]
    send = SlipReader._send

    def sent(reader: SlipReader, request: dict[str, object]) -> None:
        send(reader, request)
        process = reader._process
        if "photo" in request and left[0] and process is not None:
            time.sleep(0.3)  # it has begun
            process.kill()
            left[0] -= 1
            if not left[0]:
                all_done.set()

    monkeypatch.setattr(SlipReader, "_send", sent)
    return all_done


def test_a_reader_killed_twice_leaves_the_slip_to_be_typed_and_goes_on(
    qtbot: QtBot, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = kill_each_start(3, monkeypatch)
    with qtbot.waitSignal(reading.done, timeout=60_000) as first:
        reading.read("a" * 64, PHOTO, {})
    (lost,) = first.args or []
    assert isinstance(lost, Read)
    assert lost.error is not None
    assert (lost.error.code, lost.draft["told"]["code"]) == ("SLIP_READER_STOPPED", "SLIP_READER_STOPPED")
    assert (lost.draft["items"], lost.draft["needs_review"]) == ([], True)
    with qtbot.waitSignal(reading.done, timeout=60_000) as second:
        reading.read("b" * 64, PHOTO, {})
    assert killed.is_set()  # once more: the second try read it
    (read,) = second.args or []
    assert read.error is None
    assert read.draft["customer"] == "姚涛嘉"


def test_a_bomb_takes_no_more_memory_than_it_may() -> None:
    program = f"from scanners.slips.worker import bound\nbound()\nbytearray({worker.MOST_MEMORY})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
